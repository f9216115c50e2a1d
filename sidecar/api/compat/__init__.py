"""Elasticsearch's conventions: parameters, media types, rendering, errors."""
