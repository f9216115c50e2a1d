"""Compare the mapping that a run would give its target with the one that the target has."""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors


def find_mapping_changes(client: Elasticsearch, index: str, wanted: dict[str, Any], *, replaces: bool) -> dict[str, Any]:
    """Return the fields of ``wanted``, a mapping, that an index lacks (``added``) or has with another type (``changed``).

    With ``replaces`` also those that the index has and ``wanted`` has not (``removed``). Fields are dotted names with their types,
    multi-fields included. A part without fields is left out.
    """
    with translate_elasticsearch_errors(index):
        present = client.indices.get_mapping(index=index).body[index]["mappings"]
    return compare_types(dict(_field_types(present)), dict(_field_types(wanted)), replaces=replaces)


def compare_types(present: dict[str, str], wanted: dict[str, str], *, replaces: bool) -> dict[str, Any]:
    """Return ``added``, ``removed`` and ``changed``, as :func:`find_mapping_changes` does, from types by field."""
    both = present.keys() & wanted.keys()
    changes: dict[str, dict[str, Any]] = {
        "added": {name: type for name, type in wanted.items() if name not in present},
        "removed": {name: type for name, type in present.items() if replaces and name not in wanted},
        "changed": {name: {"from": present[name], "to": wanted[name]} for name in sorted(both) if present[name] != wanted[name]},
    }
    return {name: fields for name, fields in changes.items() if fields}


def _field_types(mapping: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the dotted name and the type of each field; objects that only hold fields have none."""
    for part in ("properties", "fields"):
        for name, field in mapping.get(part, {}).items():
            path = f"{prefix}{name}"
            if "type" in field or "properties" not in field:
                yield path, field.get("type", "object")
            yield from _field_types(field, f"{path}.")
