"""Write rows to Elasticsearch: encode blocks of columns as documents, send them in bulk requests, manage the target index."""
