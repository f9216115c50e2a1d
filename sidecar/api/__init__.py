"""The HTTP API: endpoints, permissions and Elasticsearch's conventions."""
