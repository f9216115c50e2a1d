"""The process of one execution: reads, encodes, sends, and publishes or cleans up."""
