"""Read from the database while something is done with the target; an error of one ends the other."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from sidecar.errors import ExecutionStopped, SidecarError
from sidecar.extract.reader import Reader

R = TypeVar("R")
T = TypeVar("T")

_CANCEL_INTERVAL = 0.5
"""Seconds between two cancels of a read whose target failed."""


def read_concurrently(
    reader: Reader, read: Callable[[], R], use_target: Callable[[], T], *, stop_target: Callable[[], None] = lambda: None
) -> tuple[R, T]:
    """Call ``read``, which reads with ``reader``, and ``use_target`` on another thread; return both results.

    If both fail, the target's error is raised: the read may have been canceled because of it. ``stop_target`` is called after an error of
    the read; it may make ``use_target`` raise :class:`~sidecar.errors.ExecutionStopped`, which is not raised.
    """
    has_read = threading.Event()

    def use_or_cancel() -> T:
        try:
            return use_target()
        except BaseException:
            # Again and again: a cancel has no effect while no statement runs.
            while not has_read.wait(_CANCEL_INTERVAL):
                reader.cancel()
            raise

    with ThreadPoolExecutor(1, thread_name_prefix="target") as executor:
        target = executor.submit(copy_context().run, use_or_cancel)
        try:
            result = read()
        except BaseException as failure:
            has_read.set()
            stop_target()
            error = target.exception()
            if isinstance(failure, SidecarError) and error is not None and type(error) is not ExecutionStopped:
                raise error from None
            raise
        finally:
            has_read.set()
        return result, target.result()
