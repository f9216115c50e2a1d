"""Where rows come from: one reader a kind of database, each giving blocks of columns."""
