"""Bring the rows of SQL databases into Elasticsearch, and tell every run's story there."""
