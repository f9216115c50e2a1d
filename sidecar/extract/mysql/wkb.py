"""Geometries in the well-known binary form, to GeoJSON."""

import json
import struct
from typing import Any

_NAMES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon", 7: "GeometryCollection"}


def geojson(data: bytes) -> str:
    """Write a geometry of two dimensions as GeoJSON; raise :class:`ValueError` or :class:`struct.error` for other bytes."""
    geometry, end = _geometry(data, 0)
    if end != len(data):
        raise ValueError("the geometry has bytes behind its end")
    return json.dumps(geometry, allow_nan=False)


def _geometry(data: bytes, at: int) -> tuple[dict[str, Any], int]:
    order = "<" if data[at] else ">"
    (code,) = struct.unpack_from(f"{order}I", data, at + 1)
    if code not in _NAMES:
        raise ValueError(f"geometries of type {code} are not known")
    at += 5
    if code == 7:
        parts, at = _parts(data, at, order)
        return {"type": _NAMES[code], "geometries": parts}, at
    coordinates, at = _coordinates(data, at, order, code)
    return {"type": _NAMES[code], "coordinates": coordinates}, at


def _coordinates(data: bytes, at: int, order: str, code: int) -> tuple[Any, int]:
    if code == 1:
        return list(struct.unpack_from(f"{order}2d", data, at)), at + 16
    if code >= 4:
        parts, at = _parts(data, at, order)
        return [part["coordinates"] for part in parts], at
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    points = []
    for _ in range(count):
        point, at = _coordinates(data, at, order, code - 1)
        points.append(point)
    return points, at


def _parts(data: bytes, at: int, order: str) -> tuple[list[dict[str, Any]], int]:
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    parts = []
    for _ in range(count):
        part, at = _geometry(data, at)
        parts.append(part)
    return parts, at
