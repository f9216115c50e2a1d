"""The reader for DuckDB files."""
