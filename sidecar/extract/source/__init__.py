"""Datasource URLs, driver properties, and the limits on what a datasource may reach."""
