"""Conversion of geometries from well-known binary (WKB) to GeoJSON."""

import json
import math
import struct
from typing import Any

_NAMES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon", 7: "GeometryCollection"}


def wkb_to_geojson(data: bytes) -> str:
    """Return a two-dimensional geometry as GeoJSON; raise :class:`ValueError` for anything else."""
    try:
        geometry, end = _geometry(data, 0)
        if end != len(data):
            raise ValueError("unexpected bytes after the end of the geometry")
        return json.dumps(geometry)
    except (struct.error, IndexError) as error:
        raise ValueError("the geometry is incomplete" if data else "the geometry is empty") from error
    except RecursionError as error:
        raise ValueError("the geometry is nested too deeply") from error


def _geometry(data: bytes, offset: int) -> tuple[dict[str, Any], int]:
    order = "<" if data[offset] else ">"
    (code,) = struct.unpack_from(f"{order}I", data, offset + 1)
    if code not in _NAMES:
        raise ValueError(f"unsupported geometry type [{code}]")
    offset += 5
    if code == 7:
        parts, offset = _parts(data, offset, order)
        return {"type": _NAMES[code], "geometries": parts}, offset
    coordinates, offset = _coordinates(data, offset, order, code)
    return {"type": _NAMES[code], "coordinates": coordinates}, offset


def _coordinates(data: bytes, offset: int, order: str, code: int) -> tuple[Any, int]:
    if code == 1:
        point = struct.unpack_from(f"{order}2d", data, offset)
        if not all(map(math.isfinite, point)):
            raise ValueError("a coordinate is NaN or infinite")
        return list(point), offset + 16
    if code >= 4:
        parts, offset = _parts(data, offset, order)
        return [part["coordinates"] for part in parts], offset
    (count,) = struct.unpack_from(f"{order}I", data, offset)
    offset += 4
    points = []
    for _ in range(count):
        point, offset = _coordinates(data, offset, order, code - 1)
        points.append(point)
    return points, offset


def _parts(data: bytes, offset: int, order: str) -> tuple[list[dict[str, Any]], int]:
    (count,) = struct.unpack_from(f"{order}I", data, offset)
    offset += 4
    parts = []
    for _ in range(count):
        part, offset = _geometry(data, offset)
        parts.append(part)
    return parts, offset
