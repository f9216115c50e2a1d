"""An execution's process."""
