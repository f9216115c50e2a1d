"""Where documents go: blocks into bulk bodies, bulk bodies into a target."""
