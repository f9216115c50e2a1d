"""The reader for SQLite files."""
