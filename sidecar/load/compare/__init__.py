"""Compare the rows of a query with the documents of an index, in memory that does not grow with their number.

Both are read once, in any order, and reduced to digests (:mod:`digests`). Those go to a file in partitions (:mod:`partitioned_file`),
which are compared one after the other (:mod:`comparison`).
"""
