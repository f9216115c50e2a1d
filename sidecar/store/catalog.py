"""The saved definitions: datasources and ingestions, one document each."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from sidecar.elastic import translated
from sidecar.errors import Conflict, NotFound, SidecarError
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.store import document
from sidecar.store.document import Versioned
from sidecar.store.encryption import Secrets
from sidecar.store.indices import DATASOURCES, INGESTIONS

T = TypeVar("T", Datasource, Ingestion)

SIGNATURE = "signature"
"""The field beside a definition's content that holds its signature."""
LIMIT = 1000
"""The most definitions that a search gives."""
MOST = 10_000
"""The most that are looked through for the sidecar's own use: what Elasticsearch gives in one answer."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Saved(Generic[T]):
    """A definition and where its document stands."""

    value: T
    at: Versioned


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A definition as anybody may see it who may read its index, signed or not: no password in any form."""

    id: str
    source: dict[str, Any]
    at: Versioned


class Definitions(Generic[T]):
    """The definitions of one kind.

    Each is stored with a signature. What somebody wrote past the sidecar has none that fits: it is shown, but nothing else is done
    with it, since nobody checked whether its author may have run what it says.
    """

    def __init__(self, client: Elasticsearch, secrets: Secrets, index: str, read: Callable[[str, dict[str, Any]], T]) -> None:
        self._client = client
        self._secrets = secrets
        self._index = index
        self._read: Callable[[str, dict[str, Any]], T] = read

    def get(self, id: str) -> Saved[T] | None:
        """Get a definition as it is now, to be used; none where nothing has this id.

        Raises :class:`~sidecar.errors.Conflict` for one whose signature does not fit.
        """
        found = document.read(self._client, self._index, id)
        if found and not self._genuine(id, found[0]):
            raise Conflict(
                f"the definition [{id}] in [{self._index}] was not saved through the sidecar's API, or was changed past it: "
                "look at it, and save it again with PUT"
            )
        return found and Saved(value=self._read(id, found[0]), at=found[1])

    def genuine(self, id: str) -> Saved[T] | None:
        """Get a definition as it is now; none also for one whose signature does not fit."""
        found = document.read(self._client, self._index, id)
        return Saved(value=self._read(id, found[0]), at=found[1]) if found and self._genuine(id, found[0]) else None

    def show(self, client: Elasticsearch, id: str) -> Shown | None:
        """Read a definition by another client, which is the caller's."""
        found = document.read(client, self._index, id)
        return found and Shown(id=id, source=public_source(found[0]), at=found[1])

    def shown(self, client: Elasticsearch) -> list[Shown]:
        """List the definitions by another client, ordered by id, :data:`LIMIT` at most."""
        return [Shown(id=hit["_id"], source=public_source(hit["_source"]), at=Versioned.of(hit)) for hit in self._hits(client, None, LIMIT)]

    def _genuine(self, id: str, source: dict[str, Any]) -> bool:
        content = {name: value for name, value in source.items() if name != SIGNATURE}
        return self._secrets.signed(source.get(SIGNATURE), self._index, id, content)

    def put(self, value: T, *, create: bool, expected: tuple[int, int] | None = None) -> tuple[Versioned, bool]:
        """Write a definition; tell where it stands now and whether it is new.

        ``create`` refuses an existing one, ``expected`` (sequence number and primary term) any but that one,
        both with :class:`~sidecar.errors.VersionConflict`.
        """
        content = value.document()
        document = {**content, SIGNATURE: self._secrets.sign(self._index, value.id, content)}
        condition: dict[str, Any] = {"op_type": "create"} if create else {}
        if expected is not None:
            condition |= {"if_seq_no": expected[0], "if_primary_term": expected[1]}
        with translated():
            answer = self._client.index(index=self._index, id=value.id, document=document, refresh=True, require_alias=False, **condition)
        return Versioned.of(answer), answer["result"] == "created"

    def delete(self, id: str, expected: tuple[int, int] | None = None) -> bool:
        """Delete a definition; tell whether it was there."""
        condition: dict[str, Any] = {} if expected is None else {"if_seq_no": expected[0], "if_primary_term": expected[1]}
        try:
            with translated():
                self._client.delete(index=self._index, id=id, refresh=True, **condition)
        except NotFound:
            return False
        return True

    def all(self, where: dict[str, Any] | None = None) -> list[Saved[T]]:
        """Find definitions to be used, ordered by id, :data:`MOST` at most; those whose signature does not fit are left out."""
        found = (self._readable(hit) for hit in self._hits(self._client, where, MOST) if self._genuine(hit["_id"], hit["_source"]))
        return [saved for saved in found if saved]

    def _readable(self, hit: dict[str, Any]) -> Saved[T] | None:
        """Read one of many; one that cannot be read must not hide the others."""
        try:
            return Saved(value=self._read(hit["_id"], hit["_source"]), at=Versioned.of(hit))
        except SidecarError as error:
            log.warning("the definition [%s] in %s cannot be read: %s", hit["_id"], self._index, error)
            return None

    def ids(self) -> list[str]:
        """List the ids of all definitions, signed or not, however many."""
        with translated():
            return [hit["_id"] for hit in scan(self._client, index=self._index, _source=False)]

    def _hits(self, client: Elasticsearch, where: dict[str, Any] | None, most: int) -> list[dict[str, Any]]:
        with translated():
            answer = client.search(
                index=self._index, query=where or {"match_all": {}}, size=most, version=True, seq_no_primary_term=True
            )  # fmt: skip
        return sorted(answer["hits"]["hits"], key=lambda hit: str(hit["_id"]))


class Catalog:
    """Both kinds of definitions, and what binds them."""

    def __init__(self, client: Elasticsearch, secrets: Secrets) -> None:
        self.datasources: Definitions[Datasource] = Definitions(client, secrets, DATASOURCES, Datasource.stored)
        self.ingestions: Definitions[Ingestion] = Definitions(client, secrets, INGESTIONS, Ingestion.stored)

    def users_of(self, datasource: str) -> list[str]:
        """List the ingestions that read from a datasource."""
        return [each.value.id for each in self.ingestions.all({"term": {"ingest.datasource": datasource}})]

    def sharing(self, ingestion: Ingestion) -> list[Ingestion]:
        """List the other ingestions that write to the same target."""
        found = self.ingestions.all({"term": {"ingest.target": ingestion.target}})
        return [each.value for each in found if each.value.id != ingestion.id]


def public_source(source: dict[str, Any]) -> dict[str, Any]:
    """Take out of a stored definition what is never shown: passwords in any form, and the signature."""
    shown = {name: part for name, part in source.items() if name != SIGNATURE}
    if "jdbc" in shown:
        shown["jdbc"] = _without_password(shown["jdbc"])
    if isinstance(ingest := shown.get("ingest"), dict):
        shown["ingest"] = {name: _without_password(part) if name in _CREDENTIALS else part for name, part in ingest.items()}
    return shown


_CREDENTIALS = ("ds_credentials", "es_credentials")


def _without_password(part: Any) -> Any:
    """Leave the password, and what it opens, out; what was written past the API may be a list where an object belongs."""
    if isinstance(part, list):
        return [_without_password(each) for each in part]
    return {name: value for name, value in part.items() if name not in ("password", "opens")} if isinstance(part, dict) else part
