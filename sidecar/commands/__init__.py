"""The commands of the command line, one module for each group that needs the same packages."""
