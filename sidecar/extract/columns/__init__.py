"""Text columns and their conversions, without a Python object per value."""
