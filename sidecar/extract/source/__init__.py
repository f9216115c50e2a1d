"""What a datasource may connect to."""
