"""Value types: datasources, ingestions, jobs, leases, columns. No input or output, no third-party imports."""
