"""Encode blocks of columns as bulk request bodies."""
