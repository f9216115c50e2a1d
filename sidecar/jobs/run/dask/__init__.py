"""Ranges that the workers of a Dask cluster read, encode and send; see docs/scaling.md."""
