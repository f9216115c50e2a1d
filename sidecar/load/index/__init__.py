"""Step 3 of loading: create the target index before rows are sent, then fence and publish it."""
