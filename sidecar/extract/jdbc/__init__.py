"""Any database with a JDBC driver, read by a Java process for each session."""
