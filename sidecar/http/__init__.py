"""The HTTP server: gunicorn, its worker, connections and request parsing."""
