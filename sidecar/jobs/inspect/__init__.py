"""Inspection: read samples, metadata and columns of a database in a short-lived process."""
