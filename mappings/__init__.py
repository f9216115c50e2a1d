"""The mappings of the sidecar's own indices, one file an index; inside the package they are called ``sidecar.mappings``."""
