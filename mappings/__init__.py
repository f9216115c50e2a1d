"""Mappings of the sidecar's own indices, one file per index. In the package they are ``sidecar.mappings``."""
