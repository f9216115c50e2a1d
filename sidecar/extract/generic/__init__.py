"""The reader for any database with an SQLAlchemy dialect."""
