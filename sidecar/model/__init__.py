"""What things are: datasources, ingestions, jobs, columns. Pure: no input or output, no third party."""
