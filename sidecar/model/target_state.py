"""What a lease knows of its target: enough to recognize a restored copy of it, and whether that has all rows up to the positions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown


@dataclass(frozen=True, kw_only=True)
class TargetState:
    """The index that an INCREMENTAL writes to."""

    created: int
    """Its creation date, epoch ms. A restored copy has the same, but another UUID."""
    seq_nos: tuple[int, ...] = ()
    """The largest ``_seq_no`` of the documents of each shard when the positions were reached; empty if that is unknown."""
    written: bool = False
    """Whether the job has sent rows since."""
    restored: bool = False
    """Whether the index is a restored copy, or was one before: the sequence numbers of two histories do not compare."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def is_contained_in(self, now: "TargetState") -> bool:
        """Return whether a copy of the index has every document that it had when the positions were reached, or a later version of it."""
        if self.restored:
            return False
        return bool(self.seq_nos) and (self.created, len(self.seq_nos)) == (now.created, len(now.seq_nos)) and not now.is_older_than(self)

    def is_older_than(self, other: "TargetState") -> bool:
        """Return whether any shard has a smaller sequence number."""
        return any(own < other_one for own, other_one in zip(self.seq_nos, other.seq_nos, strict=False))

    @property
    def is_empty(self) -> bool:
        """Return whether the index had no document when the positions were reached: each row marked a deleted one, for example."""
        return bool(self.seq_nos) and not self.written and max(self.seq_nos) < 0

    def without_positions(self) -> "TargetState":
        """Return what is known of the index when its positions were reset or have moved."""
        return replace(self, seq_nos=(), written=True)

    def to_document(self) -> dict[str, Any]:
        """Return the stored form, in which a copy is marked as restored only if it is one."""
        document = {**field_values(self), "seq_nos": list(self.seq_nos)}
        if not self.restored:
            del document["restored"]
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "TargetState":
        """Read the stored form."""
        known = known_fields(cls, document)
        return with_unknown(cls(**{**known, "seq_nos": tuple(document.get("seq_nos", ()))}), document)
