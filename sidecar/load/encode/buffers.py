"""Text columns as the plain bytes that they are in memory, without a Python object per row.

Arrow's C stream interface is a stable binary interface, so two small structures are enough to look at a column's memory: no
pyarrow or numpy, which would cost each execution more memory than the bodies in flight.
"""

import ctypes

import polars as pl


class _Stream(ctypes.Structure):
    _fields_ = (
        ("get_schema", ctypes.c_void_p),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    )


class _Array(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(("PyCapsule_GetPointer", ctypes.pythonapi))
_view_memory = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int)(
    ("PyMemoryView_FromMemory", ctypes.pythonapi)
)
_READ_ONLY = 0x100
"""``PyBUF_READ``."""


class Memory:
    """Hold a column of bytes and show them as ``view``, which is valid as long as this object lives."""

    def __init__(self, column: pl.Series) -> None:
        # The capsule ends the stream, and the array lives on by itself until it is released.
        capsule = column.rechunk().__arrow_c_stream__()
        pointer = _capsule_pointer(capsule, b"arrow_array_stream")
        self._array = _Array()
        if _Stream.from_address(pointer).get_next(pointer, ctypes.addressof(self._array)):
            raise MemoryError("the column cannot be shown as Arrow")
        self.view: memoryview = self._look()

    def _look(self) -> memoryview:
        if not self._array.length:
            return memoryview(b"")
        view: memoryview = _view_memory(self._array.buffers[1] + self._array.offset, self._array.length, _READ_ONLY)
        return view

    def __del__(self) -> None:
        if self._array.release:
            self._array.release(ctypes.addressof(self._array))


def flat(texts: pl.Series) -> pl.Series:
    """Lay a text column's bytes end to end, as one column of bytes; nulls take no place."""
    return texts.cast(pl.Binary).cast(pl.List(pl.UInt8)).explode(empty_as_null=False, keep_nulls=False)


_QUOTE, _BACKSLASH, _FIRST_PRINTABLE = 0x22, 0x5C, 0x20


def needs_escapes(texts: pl.Series) -> bool:
    """Tell whether JSON has something to escape anywhere in a text column; one look at its bytes costs far less than escaping."""
    code = flat(texts)
    return bool(((code < _FIRST_PRINTABLE) | (code == _QUOTE) | (code == _BACKSLASH)).any())
