"""Step 1 of loading: encode blocks of columns as the bodies of bulk requests."""
