"""Step 2 of loading: send bulk requests, retry them, adapt their size and number, and track acknowledged rows."""
