"""Send bulk requests."""
