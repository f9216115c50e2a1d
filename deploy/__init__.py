"""Files for deployments; in the installed package this is ``sidecar.deploy``."""
