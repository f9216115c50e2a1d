"""Extraction: one reader per database, which returns rows as blocks of columns."""
