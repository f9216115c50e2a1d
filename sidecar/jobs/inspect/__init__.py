"""The short-lived process that inspects a database."""
