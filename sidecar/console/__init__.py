"""The web console: static files that call the API like any other client. ``build.mjs`` makes them from ``src``."""
