package io.siren.sidecar.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows that a driver fetches at a time: few at first, since those of a slow query should arrive early, then more while they come fast,
 * and fewer if they are wide.
 */
final class FetchSize {
    private static final int FIRST_ROWS = 1;
    private static final int GROWTH = 4;
    private static final long FAST_NANOS = 250_000_000;
    private static final int TARGET_BYTES = 8_000_000;

    private final int maxRows;
    private final boolean isFixed;
    private int rows;
    private int counted;
    private long bytes;
    private long startedAt = System.nanoTime();

    FetchSize(int maxRows, boolean isFixed) {
        this.maxRows = maxRows;
        this.isFixed = isFixed;
        this.rows = isFixed ? maxRows : Math.min(FIRST_ROWS, maxRows);
    }

    /** Return the rows to fetch first. */
    int rows() {
        return rows;
    }

    /** Count a row; after the last one of a fetch, set the number of rows of the next. */
    void countRow(ResultSet result, int size) throws SQLException {
        bytes += size;
        if (isFixed || ++counted < rows) {
            return;
        }
        long now = System.nanoTime();
        int wanted = now - startedAt < FAST_NANOS ? GROWTH * rows : rows;
        int fitting = (int) Math.max(1, TARGET_BYTES / Math.max(1, bytes / counted));
        int next = Math.min(maxRows, Math.min(wanted, fitting));
        if (next != rows) {
            rows = next;
            Connector.tryTo(() -> result.setFetchSize(next));
        }
        counted = 0;
        bytes = 0;
        startedAt = now;
    }
}
