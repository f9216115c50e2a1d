package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Writes the rows of a result. Another thread may send those that have waited. */
final class RowReader {
    private final int[] positions;
    private final Fields.Field[] fields;
    private final RowBuffer buffer;
    private int lastRowSize;
    private boolean isClosed;

    /** {@code layout} is the position (from 1) and the form of each column. */
    RowReader(Frames frames, List<String> layout, ZoneId zone, long maxLob) {
        int width = layout.size() / 2;
        positions = new int[width];
        fields = new Fields.Field[width];
        for (int index = 0; index < width; index++) {
            positions[index] = Integer.parseInt(layout.get(2 * index));
            fields[index] = Fields.create(layout.get(2 * index + 1), zone, maxLob);
        }
        buffer = new RowBuffer(frames, width);
    }

    /** Write the current row. */
    synchronized void write(ResultSet row) throws SQLException, IOException {
        int start = buffer.length();
        for (int index = 0; index < fields.length; index++) {
            buffer.startField();
            int fieldStart = buffer.length();
            try {
                fields[index].write(row, positions[index], buffer);
            } catch (ValueException | DateTimeException | ArithmeticException error) {
                buffer.reject(index, error.getMessage(), fieldStart);
            } catch (SQLException error) {
                if (!isDataError(error)) {
                    throw error;
                }
                buffer.reject(index, error.getMessage(), fieldStart);
            }
        }
        lastRowSize = buffer.length() - start;
        buffer.endRow();
    }

    /** Return whether the driver could not convert a value. */
    private static boolean isDataError(SQLException error) {
        return error.getSQLState() != null && error.getSQLState().startsWith("22");
    }

    /** Return the bytes of the last row. */
    int lastRowSize() {
        return lastRowSize;
    }

    /** Send the last rows. */
    synchronized void finish() throws IOException {
        buffer.flush();
    }

    /** Send the rows if the first of them has waited for that time. */
    synchronized void flushOlderThan(long nanoseconds) throws IOException {
        if (!isClosed) {
            buffer.flushOlderThan(nanoseconds);
        }
    }

    /** Send no more rows: after an error, those that are left would be taken for rows of the next request. */
    synchronized void close() {
        isClosed = true;
    }
}
