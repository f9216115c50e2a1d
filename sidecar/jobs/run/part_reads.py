"""How each part of a query is read and encoded, in whichever process."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.fields import find_key
from sidecar.model.columns import Block, Column
from sidecar.model.ingestion import Ingestion


@dataclass(frozen=True, kw_only=True)
class PartReads:
    """The reads of a query's parts.

    With ``bisects`` they read by the key, and leave out rows whose values the database cannot compute. ``ordered`` is whether the parts
    are read in the order of the key.
    """

    ingestion: Ingestion
    query: str
    database: str
    bisects: bool
    ordered: bool

    def read(self, columns: Sequence[Column], row_range: Range | None, reader: Reader) -> Iterator[Block]:
        """Read a range of the query, or all of it, in blocks."""
        batch_size = self.ingestion.batch_size
        if not self.bisects:
            return reader.read(self.query, tuple(columns), batch_size, row_range)
        key = find_key(tuple(columns), self.ingestion.pk_field)
        # Few runs bisect, and the module imports polars, which takes time and memory.
        from sidecar.extract.bisection import BisectingRead  # noqa: PLC0415

        read = BisectingRead(
            reader=reader, query=self.query, columns=tuple(columns), key=key, batch_size=batch_size, database=self.database,
            ordered=self.ordered,
        )  # fmt: skip
        return read.read(row_range)


def create_encoder(ingestion: Ingestion, columns: Sequence[Column], part: int, *, execution: str, attempt: int) -> Encoder:
    """Create the encoder of one part of an attempt."""
    return Encoder(
        columns, transforms=ingestion.transforms, pk_field=ingestion.pk_field, id_prefix=f"{execution}-{attempt}-{part}", partition=part,
        deletion_column=ingestion.deletions.column,
    )  # fmt: skip


def encoder_factory(
    ingestion: Ingestion, columns: Sequence[Column], *, execution: str, attempt: int, shared: bool
) -> Callable[[int], Encoder]:
    """Return a function that returns the encoder of a part; with ``shared`` the same for all, because thousands would take seconds."""
    create = partial(create_encoder, ingestion, columns, execution=execution, attempt=attempt)
    if not shared:
        return create
    only = create(0)
    return lambda part: only
