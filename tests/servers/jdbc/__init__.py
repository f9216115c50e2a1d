"""JDBC drivers, and database servers that the tests read through them."""
