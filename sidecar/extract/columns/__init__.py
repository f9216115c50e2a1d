"""Columns of text: no Python object per value."""
