"""Elasticsearch's REST conventions: parameters, media types, rendering and errors."""
