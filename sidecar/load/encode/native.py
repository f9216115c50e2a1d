"""The encoder of the optional package ``siren-sidecar-native``, which reads CSV, packets and tuples itself."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import Field, quote_json
from sidecar.load.encode.keys import KeySummary, is_numeric_key
from sidecar.model.columns import Block, Column, RawBlock, RowFormat, RowLayout
from sidecar.model.conversions import Conversion

if TYPE_CHECKING:
    from sidecar_native import EncodedRows

_INTERFACE = 3
"""The interface that this module expects."""
INSTALLED_INTERFACE: int | None = None
"""The interface of the installed package, None if there is none."""
LOADING_ERROR: str | None = None
"""Why the installed package cannot be loaded: for example a C library that is older than the one it was built with."""

try:
    from sidecar_native import INTERFACE as INSTALLED_INTERFACE
    from sidecar_native import RowEncoder
except ImportError as error:
    if not isinstance(error, ModuleNotFoundError) or error.name != "sidecar_native":
        LOADING_ERROR = str(error)

IS_INSTALLED = LOADING_ERROR is None and INSTALLED_INTERFACE == _INTERFACE
"""Whether the native encoder is installed, in a version that has the same interface as this one."""


def find_problem() -> str | None:
    """Return why an installed native encoder is not used; None if it is used, or not installed."""
    if LOADING_ERROR:
        return f"cannot be loaded: {LOADING_ERROR}"
    if INSTALLED_INTERFACE not in (None, _INTERFACE):
        return f"is of another version: its interface is [{INSTALLED_INTERFACE}], expected [{_INTERFACE}]"
    return None


class NativeEncoder:
    """Encodes blocks exactly as the encoder of tables does, or not at all."""

    def __init__(
        self, columns: tuple[Column, ...], fields: Iterable[Field], key: tuple[Column, ...], id_prefix: str, deletion_mark: Column | None
    ) -> None:
        self._columns = columns
        self._fields = tuple(fields)
        self._key = key
        self._id_prefix = id_prefix
        self._deletion_mark = None if deletion_mark is None else columns.index(deletion_mark)
        self._layout: RowLayout | None = None
        self._encoder: RowEncoder | None = None

    def encode(self, block: Block, first_row: int) -> EncodedBlock | None:
        """Encode a block whose first row has this number in the run; return None for one that the encoder of tables must encode."""
        if not isinstance(block, RawBlock):
            return None
        encoder = self._encoder_of(block.layout)
        encoded = _ENCODE[block.layout.format](encoder, block.data, first_row) if encoder else None
        if encoded is None:
            return None
        row_ends = memoryview(encoded.row_ends).cast("q")
        block.record_counts(rows=len(row_ends), nulled=encoded.nulled)
        return EncodedBlock(
            data=memoryview(encoded.data),
            row_ends=row_ends,
            first_row=first_row,
            has_keys=bool(self._key),
            last_row=encoded.last_row,
            keys=_summary(encoded.keys),
        )

    def _encoder_of(self, layout: RowLayout) -> "RowEncoder | None":
        """Return the encoder of a layout, None if it cannot be encoded; all blocks of a read have the same."""
        if self._layout != layout:
            self._layout, self._encoder = layout, self._create_encoder(layout)
        return self._encoder

    def _create_encoder(self, layout: RowLayout) -> "RowEncoder | None":
        if len(layout.positions) != len(self._columns) or any(field.transform != "copy" for field in self._fields):
            return None
        names = [quote_json(field.name) for field in self._fields]
        try:
            return RowEncoder(
                columns=[_column(*each) for each in zip(layout.positions, self._columns, layout.conversions, strict=True)],
                width=layout.width,
                fields=[
                    (f"{',' if number else '{'}{name}:", self._columns.index(field.inputs[0]))
                    for number, (name, field) in enumerate(zip(names, self._fields, strict=True))
                ],
                key=[self._columns.index(column) for column in self._key],
                id_prefix=f"{self._id_prefix}-",
                tracks_key=is_numeric_key(self._key),
                deletion_mark=self._deletion_mark,
            )
        except ValueError:
            # It does not know a conversion.
            return None


_ENCODE: dict[RowFormat, Callable[["RowEncoder", Any, int], "EncodedRows | None"]] = {
    RowFormat.CSV: lambda encoder, data, first_row: encoder.encode_csv(data, first_row),
    RowFormat.PACKETS: lambda encoder, packets, first_row: encoder.encode_packets(packets, first_row),
    RowFormat.VALUES: lambda encoder, rows, first_row: encoder.encode_values(rows, first_row),
}


def _column(position: int, column: Column, conversion: Conversion) -> tuple[int, str, str, str | None, str | None]:
    check, rewrite = conversion.check, conversion.rewrite
    return position, _type(column), column.kind.value, check and check.value, rewrite and rewrite.value


def _type(column: Column) -> str:
    return "array" if column.array else column.type.value


def _summary(keys: tuple[int, int, int, str, bool] | None) -> KeySummary | None:
    if keys is None:
        return None
    first, last, largest, text, is_ascending = keys
    return KeySummary(first=first, last=last, largest=largest, text=text, is_ascending=is_ascending)
