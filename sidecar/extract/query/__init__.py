"""The SQL query of an ingestion: its template, rendering, and checks."""
