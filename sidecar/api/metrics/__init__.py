"""Metrics for Prometheus: what is measured, and the text that a scrape returns."""
