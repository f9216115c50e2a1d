"""The HTTP server: gunicorn with its own worker, connections and request parser."""
