"""Access the bytes of text columns in memory, without a Python object per row.

Two small structures of Arrow's stable C stream interface are enough. pyarrow or numpy would cost each execution more memory than
the bodies in flight.
"""

import ctypes

import polars as pl


class _ArrowStream(ctypes.Structure):
    _fields_ = (
        ("get_schema", ctypes.c_void_p),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    )


class _ArrowArray(ctypes.Structure):
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
_memoryview_from_memory = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int)(
    ("PyMemoryView_FromMemory", ctypes.pythonapi)
)
_READ_ONLY = 0x100
"""``PyBUF_READ``."""


class ColumnBuffer:
    """Own the memory of a column of numbers; ``view``, its bytes, is valid as long as this object exists."""

    def __init__(self, column: pl.Series, item_size: int) -> None:
        self._item_size = item_size
        # The array outlives the stream, which ends with the capsule.
        capsule = column.rechunk().__arrow_c_stream__()
        pointer = _capsule_pointer(capsule, b"arrow_array_stream")
        self._array = _ArrowArray()
        if _ArrowStream.from_address(pointer).get_next(pointer, ctypes.addressof(self._array)):
            raise MemoryError("the column could not be exported as Arrow")
        self.view: memoryview = self._create_view()

    def _create_view(self) -> memoryview:
        if not self._array.length:
            return memoryview(b"")
        start = self._array.buffers[1] + self._array.offset * self._item_size
        view: memoryview = _memoryview_from_memory(start, self._array.length * self._item_size, _READ_ONLY)
        return view

    def __del__(self) -> None:
        if self._array.release:
            self._array.release(ctypes.addressof(self._array))


def concatenate_bytes(texts: pl.Series) -> pl.Series:
    """Concatenate the strings of a column to one column of bytes; nulls are skipped."""
    return texts.cast(pl.Binary).cast(pl.List(pl.UInt8)).explode(empty_as_null=False, keep_nulls=False)


_QUOTE, _BACKSLASH, _FIRST_PRINTABLE = 0x22, 0x5C, 0x20


def needs_escaping(texts: pl.Series) -> bool:
    """Return whether any text contains a character that JSON escapes; this check costs far less than escaping."""
    code = concatenate_bytes(texts)
    return bool(((code < _FIRST_PRINTABLE) | (code == _QUOTE) | (code == _BACKSLASH)).any())
