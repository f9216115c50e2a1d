"""Saved definitions: datasources and ingestions, one document each."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Any, Generic, TypeVar

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import Conflict, NotFound, UnreadableDocument
from sidecar.model.authorship import AUTHORSHIP_FIELDS, UNKNOWN_AUTHORSHIP, Authorship
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.store import document
from sidecar.store.document import DocumentVersion
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import DATASOURCES, INGESTIONS

T = TypeVar("T", Datasource, Ingestion)

SIGNATURE = "signature"
"""The field of a stored definition with the signature of its content."""
MAX_SEARCH_RESULTS = 1000
"""Definitions that a search of the API returns at most, and by default."""

SortFields = Sequence[tuple[str, str]]
"""Fields with their orders, ``asc`` or ``desc``."""

SCHEDULED = {"term": {"ingest.enable_scheduler": True}}
"""Finds the ingestions whose schedule is enabled."""

_PAGE_SIZE = 100
"""Definitions in one response: each may hold a long query."""
_ID_PAGE_SIZE = 10_000
"""Ids in one response: Elasticsearch's limit."""
_LITERAL = str.maketrans({"[": "[[]", "?": "[?]"})
"""Escapes the characters that only a file name pattern gives a meaning."""
_VERSION_FILTER = [f"hits.hits.{name}" for name in ("_id", "_seq_no", "_primary_term", "sort")]
_SECRETS = {"ds_credentials": ("password", "opens"), "es_credentials": ("password", "opens"), "on_end": ("secret",)}
"""The fields about secrets in parts of a stored ingestion."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class VersionedDefinition(Generic[T]):
    """A definition and the version of its document."""

    definition: T
    version: DocumentVersion
    authorship: Authorship = UNKNOWN_AUTHORSHIP


@dataclass(frozen=True, kw_only=True)
class PublicDefinition:
    """A definition without passwords, signed or not, for everyone with read access to its index."""

    id: str
    source: dict[str, Any]
    version: DocumentVersion
    authorship: Authorship = UNKNOWN_AUTHORSHIP

    @classmethod
    def of(cls, id: str, source: dict[str, Any], version: DocumentVersion) -> "PublicDefinition":
        """Return the public part of a stored definition."""
        return cls(id=id, source=public_source(source), version=version, authorship=Authorship.of(source))


class Definitions(Generic[T]):
    """The definitions of one kind.

    Each is stored with a signature. A document written without the sidecar has no valid signature: it is shown but never used,
    because its author's privileges were not checked.
    """

    def __init__(self, client: Elasticsearch, secret_keys: SecretKeys, index: str, read: Callable[[str, dict[str, Any]], T]) -> None:
        self._client = client
        self._secret_keys = secret_keys
        self._index = index
        self._read: Callable[[str, dict[str, Any]], T] = read

    def get(self, id: str) -> VersionedDefinition[T] | None:
        """Return a definition to be used; None if it does not exist.

        Raises :class:`~sidecar.errors.Conflict` for an invalid signature.
        """
        found = document.read(self._client, self._index, id)
        if found and not self._is_signed(id, found[0]):
            raise Conflict(
                f"the definition [{id}] in [{self._index}] was not saved through the sidecar's API: check it, and save it again with PUT"
            )
        return found and self._versioned(id, *found)

    def get_signed(self, id: str) -> VersionedDefinition[T] | None:
        """Return a definition; None if it does not exist or has no valid signature."""
        found = document.read(self._client, self._index, id)
        if found is None or not self._is_signed(id, found[0]):
            return None
        return self._versioned(id, *found)

    def get_readable(self, id: str) -> VersionedDefinition[T] | None:
        """Return a definition that another may be compared with; None if there is none, signed and readable, under this id."""
        try:
            return self.get_signed(id)
        except UnreadableDocument as error:
            log.warning("definition ignored: %s", error)
            return None

    def get_public(self, client: Elasticsearch, id: str) -> PublicDefinition | None:
        """Return a definition read with the caller's client; None if it does not exist."""
        found = document.read(client, self._index, id)
        return found and PublicDefinition.of(id, *found)

    def search_public(
        self,
        client: Elasticsearch,
        *,
        begin: int = 0,
        size: int = MAX_SEARCH_RESULTS,
        sort: SortFields = (),
        text: str | None = None,
        id_patterns: Sequence[str] = (),
    ) -> tuple[int, list[PublicDefinition]]:
        """Return the number of definitions that match, and some of them, read with the caller's client.

        ``text`` is a query string. ``id_patterns`` are ids with ``*`` for any characters; empty: all. The definitions are ordered by
        the fields of ``sort``, and by id where these are equal.
        """
        query = {"match_all": {}} if text is None else {"query_string": {"query": text, "default_operator": "AND"}}
        ids = [id for id in self._find_sorted_ids(client, query, sort) if not id_patterns or _matches(id, id_patterns)]
        found = document.read_many(client, self._index, ids[begin : begin + size], page=_PAGE_SIZE)
        return len(ids), [PublicDefinition.of(hit["_id"], hit["_source"], DocumentVersion.of(hit)) for hit in found]

    def _find_sorted_ids(self, client: Elasticsearch, query: dict[str, Any], sort: SortFields) -> list[str]:
        """Return the ids of all definitions that match, in order. Elasticsearch does not sort by ``_id``."""
        names = [name for name, _ in sort]
        # Ids are unique, so no field after the id has an effect.
        fields = sort[: names.index("_id")] if "_id" in names else sort
        is_descending = dict(sort).get("_id") == "desc"
        order = [{name: {"order": direction}} for name, direction in fields]
        pages = self._pages(client, query, _ID_PAGE_SIZE, order=order, source=False, filter_path=_VERSION_FILTER)
        # A definition that is saved during the search may be found twice.
        values = {hit["_id"]: hit["sort"][:-1] for hits in pages for hit in hits}
        groups = groupby(values, key=values.__getitem__)
        return [id for _, ids in groups for id in sorted(ids, reverse=is_descending)]

    def _versioned(self, id: str, source: dict[str, Any], version: DocumentVersion) -> VersionedDefinition[T]:
        with document.require_readable(self._index, id):
            definition = self._read(id, _without(source, SIGNATURE, *AUTHORSHIP_FIELDS))
            return VersionedDefinition(definition=definition, version=version, authorship=Authorship.of(source))

    def _is_signed(self, id: str, source: dict[str, Any]) -> bool:
        return self._secret_keys.is_valid_signature(source.get(SIGNATURE), self._index, id, _content(source))

    def put(
        self, value: T, authorship: Authorship = UNKNOWN_AUTHORSHIP, *, create: bool, expected: tuple[int, int] | None = None
    ) -> tuple[DocumentVersion, bool]:
        """Write a definition; return its version and whether it is new.

        Raises :class:`~sidecar.errors.VersionConflict` if ``create`` is set and it exists, or if it has another sequence number
        and primary term than ``expected``.
        """
        content = {**value.to_document(), **authorship.to_json()}
        signed = {**content, SIGNATURE: self._secret_keys.sign(self._index, value.id, content)}
        condition: dict[str, Any] = {"op_type": "create"} if create else {}
        if expected is not None:
            condition |= {"if_seq_no": expected[0], "if_primary_term": expected[1]}
        with translate_elasticsearch_errors():
            response = self._client.index(index=self._index, id=value.id, document=signed, refresh=True, require_alias=False, **condition)
        return DocumentVersion.of(response), response["result"] == "created"

    def delete(self, id: str, expected: tuple[int, int] | None = None) -> bool:
        """Delete a definition; return whether it existed."""
        condition: dict[str, Any] = {} if expected is None else {"if_seq_no": expected[0], "if_primary_term": expected[1]}
        try:
            with translate_elasticsearch_errors():
                self._client.delete(index=self._index, id=id, refresh=True, **condition)
        except NotFound:
            return False
        return True

    def find_ids(self, query: dict[str, Any]) -> list[str]:
        """Return the ids of all matching definitions of a valid signature, also of those that cannot be read."""
        return sorted(hit["_id"] for hit in self._find_signed(query))

    def find(self, query: dict[str, Any]) -> list[VersionedDefinition[T]]:
        """Return all matching definitions to be used, ordered by id, without those of an invalid signature."""
        found = (self._read_hit(hit) for hit in self._find_signed(query))
        return sorted((definition for definition in found if definition), key=lambda each: each.definition.id)

    def _find_signed(self, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        hits = (hit for page in self._pages(self._client, query, _PAGE_SIZE, version=True) for hit in page)
        return (hit for hit in hits if self._is_signed(hit["_id"], hit["_source"]))

    def find_versions(self, query: dict[str, Any]) -> dict[str, tuple[int, int]]:
        """Return the sequence number and primary term of all definitions that match, by id, as of the last refresh."""
        return self._find_versions(self._client, query)

    def _find_versions(self, client: Elasticsearch, query: dict[str, Any]) -> dict[str, tuple[int, int]]:
        pages = self._pages(client, query, _ID_PAGE_SIZE, source=False, filter_path=_VERSION_FILTER)
        return {hit["_id"]: (hit["_seq_no"], hit["_primary_term"]) for hits in pages for hit in hits}

    def _pages(
        self, client: Elasticsearch, query: dict[str, Any], size: int, *, order: Sequence[Any] = (), **options: Any
    ) -> Iterator[list[dict[str, Any]]]:
        sort = [*order, "_seq_no"]
        return document.search_pages(client, self._index, query, sort=sort, size=size, seq_no_primary_term=True, **options)

    def find_public_ids(self, client: Elasticsearch, query: dict[str, Any]) -> list[str]:
        """Return the ids of all definitions that match, signed or not, read with the caller's client."""
        return list(self._find_versions(client, query))

    def find_values(self, client: Elasticsearch, field: str, values: Sequence[str]) -> dict[str, list[str]]:
        """Return the values of a field by id, of the definitions that have one of ``values`` in it, as of the last refresh."""
        options: dict[str, Any] = {"docvalue_fields": [field], "source": False}
        filter_path = [f"hits.hits.{name}" for name in ("_id", "fields", "sort")]
        pages = self._pages(client, {"terms": {field: [*values]}}, _ID_PAGE_SIZE, filter_path=filter_path, **options)
        return {hit["_id"]: hit["fields"][field] for hits in pages for hit in hits}

    def get_many(self, ids: Iterable[str]) -> list[VersionedDefinition[T]]:
        """Return the definitions to be used among these, in real time, without those of an invalid signature or that cannot be read."""
        hits = document.read_many(self._client, self._index, ids, page=_PAGE_SIZE)
        found = (self._read_hit(hit) for hit in hits if self._is_signed(hit["_id"], hit["_source"]))
        return [definition for definition in found if definition]

    def _read_hit(self, hit: dict[str, Any]) -> VersionedDefinition[T] | None:
        """Read one of many hits; an unreadable one must not hide the others."""
        try:
            return self._versioned(hit["_id"], hit["_source"], DocumentVersion.of(hit))
        except UnreadableDocument as error:
            log.warning("definition ignored: %s", error)
            return None

    def list_ids(self) -> list[str]:
        """Return the ids of all definitions, signed or not."""
        return sorted(self._find_versions(self._client, {"match_all": {}}))


class DefinitionStore:
    """Both kinds of definitions, and the relations between them."""

    def __init__(self, client: Elasticsearch, secret_keys: SecretKeys) -> None:
        self.datasources: Definitions[Datasource] = Definitions(client, secret_keys, DATASOURCES, Datasource.from_document)
        self.ingestions: Definitions[Ingestion] = Definitions(client, secret_keys, INGESTIONS, Ingestion.from_document)

    def ingestions_of_datasource(self, datasource: str) -> list[str]:
        """Return the ids of the ingestions that read from a datasource."""
        return self.ingestions.find_ids({"term": {"ingest.datasource": datasource}})

    def public_ingestions_of_datasources(self, client: Elasticsearch, datasources: Sequence[str]) -> dict[str, list[str]]:
        """Return the ids of the ingestions of each of these datasources, signed or not, read with the caller's client."""
        users: dict[str, list[str]] = {datasource: [] for datasource in datasources}
        for ingestion, names in sorted(self.ingestions.find_values(client, "ingest.datasource", datasources).items()):
            for name in users.keys() & names:
                users[name].append(ingestion)
        return users

    def ingestions_with_same_target(self, ingestion: Ingestion) -> list[Ingestion]:
        """Return the other ingestions that write to the same target."""
        found = self.ingestions.find({"term": {"ingest.target": ingestion.target}})
        return [each.definition for each in found if each.definition.id != ingestion.id]


def public_source(source: dict[str, Any]) -> dict[str, Any]:
    """Return a stored definition without its secrets, its signature and its authorship."""
    public = _without(source, SIGNATURE, *AUTHORSHIP_FIELDS)
    if "jdbc" in public:
        public["jdbc"] = _without_secrets(public["jdbc"], ("password",))
    if isinstance(ingest := public.get("ingest"), dict):
        public["ingest"] = {name: _without_secrets(part, _SECRETS[name]) if name in _SECRETS else part for name, part in ingest.items()}
    return public


def _matches(id: str, patterns: Sequence[str]) -> bool:
    """Return whether one of the patterns matches an id. Elasticsearch has no patterns of ``_id``."""
    return any(fnmatchcase(id, pattern.translate(_LITERAL)) for pattern in patterns)


def _content(source: dict[str, Any]) -> dict[str, Any]:
    """Return what the signature of a stored definition covers."""
    return _without(source, SIGNATURE)


def _without(source: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: part for name, part in source.items() if name not in names}


def _without_secrets(part: Any, names: tuple[str, ...]) -> Any:
    """Remove the fields about secrets. A document written without the sidecar may have a list in place of the object."""
    if isinstance(part, list):
        return [_without_secrets(each, names) for each in part]
    return _without(part, *names) if isinstance(part, dict) else part
