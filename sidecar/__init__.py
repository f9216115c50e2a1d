"""Load SQL rows into Elasticsearch, and record every run there."""
