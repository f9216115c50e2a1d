"""Step 1 of loading: encode blocks of rows as the bodies of bulk requests."""
