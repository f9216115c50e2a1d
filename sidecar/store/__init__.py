"""The sidecar's own indices: definitions, leases, the job log, dead letters."""
