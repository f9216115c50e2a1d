package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection, and the requests that it answers: each with its results, then one frame for its end or its error. */
final class Session {
    private static final long FLUSH_INTERVAL_MILLIS = 200;

    private final Frames frames;
    private final Cancellations cancellations = new Cancellations();
    private Connector connector;
    private Connection connection;
    private ZoneId zone;
    private long maxLob;
    private boolean holdsTransaction;
    private volatile RowReader rows;

    Session(Frames frames) {
        this.frames = frames;
    }

    /** Answer a request. Its first value is its id. */
    void run(Frames.Request request) throws IOException {
        List<String> values = request.values();
        Savepoint savepoint = null;
        try {
            try {
                cancellations.begin(values.get(0));
                savepoint = setSavepoint();
                answer((char) request.type(), values.subList(1, values.size()));
            } finally {
                cancellations.end();
            }
            endTransaction(savepoint);
            frames.send(Frames.DONE, List.of());
        } catch (SQLException | RuntimeException | Error error) {
            rollBack(savepoint);
            frames.send(Frames.ERROR, Errors.describe(error));
        }
    }

    private void answer(char type, List<String> values) throws SQLException, IOException {
        switch (type) {
            case 'O' -> open(values);
            case 'D' -> new Description(this, connection, row -> frames.send(Frames.VALUES, row)).send(values.get(0));
            case 'Q' -> query(values.get(0));
            case 'X' -> execute(values.get(0));
            case 'R' -> read(values);
            case 'M' -> Metadata.list(connection, values, row -> frames.send(Frames.VALUES, row));
            case 'H' -> holdsTransaction = true;
            case 'S' -> cancellations.useSession(connector, values.get(0));
            default -> throw new IllegalArgumentException("unknown request " + type);
        }
    }

    /** Connect: class, URL, time zone, largest LOB, auto-commit, isolation, whether the driver cancels, jars, properties, statements. */
    private void open(List<String> values) throws SQLException {
        List<String> rest = new ArrayList<>(values);
        String className = rest.remove(0);
        String url = rest.remove(0);
        zone = ZoneId.of(rest.remove(0));
        maxLob = Long.parseLong(rest.remove(0));
        boolean isAutoCommit = Boolean.parseBoolean(rest.remove(0));
        int isolation = Integer.parseInt(rest.remove(0));
        if (!Boolean.parseBoolean(rest.remove(0))) {
            cancellations.omitCancel();
        }
        connector = new Connector(className, takeList(rest), url, takeList(rest));
        connection = connector.connect();
        // Before there is a transaction, whose end would undo them.
        for (String each : takeList(rest)) {
            setUp(each);
        }
        Connector.tryTo(() -> connection.setReadOnly(true));
        if (isolation != Connection.TRANSACTION_NONE) {
            connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(isAutoCommit);
    }

    private void setUp(String sql) throws SQLException {
        try {
            execute(sql);
        } catch (SQLException error) {
            throw new SQLException("[setup] of the driver has [" + sql + "], which failed", error.getSQLState(), error);
        }
    }

    private static List<String> takeList(List<String> values) {
        int count = Integer.parseInt(values.remove(0));
        List<String> taken = new ArrayList<>(values.subList(0, count));
        values.subList(0, count).clear();
        return taken;
    }

    /** Send each row of a query as texts. */
    private void query(String query) throws SQLException, IOException {
        try (Statement executed = createStatement(0);
                ResultSet result = executed.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(width);
                for (int column = 1; column <= width; column++) {
                    row.add(result.getString(column));
                }
                frames.send(Frames.VALUES, row);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement executed = createStatement(0)) {
            executed.execute(sql);
        }
    }

    /** Send the rows of a query: query, rows to fetch at a time, whether that number is fixed, limit, then position and form of each column. */
    private void read(List<String> values) throws SQLException, IOException {
        int limit = Integer.parseInt(values.get(3));
        // Some drivers reject a fetch of more rows than the limit.
        int fetchSize = Math.min(Integer.parseInt(values.get(1)), limit > 0 ? limit : Integer.MAX_VALUE);
        // MariaDB's driver leaves out rows of a limited result if their number changes.
        boolean isFixed = limit > 0 || Boolean.parseBoolean(values.get(2));
        RowReader reader = new RowReader(frames, values.subList(4, values.size()), zone, maxLob);
        FetchSize fetched = new FetchSize(fetchSize, isFixed);
        try (Statement executed = createStatement(limit)) {
            Connector.tryTo(() -> executed.setFetchSize(fetched.rows()));
            try (ResultSet result = executed.executeQuery(values.get(0))) {
                rows = reader;
                while (result.next()) {
                    reader.write(result);
                    fetched.countRow(result, reader.lastRowSize());
                    cancellations.requireNotCanceled();
                }
                cancellations.requireNotCanceled();
                reader.finish();
            } finally {
                rows = null;
                reader.close();
            }
        }
    }

    Statement createStatement(int maxRows) throws SQLException {
        Statement created = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        // Braces belong to the query.
        Connector.tryTo(() -> created.setEscapeProcessing(false));
        created.setMaxRows(maxRows);
        cancellations.started(created);
        return created;
    }

    /** Note the statement of the running request, so that it can be canceled. */
    void started(Statement created) throws SQLException {
        cancellations.started(created);
    }

    /** Return a task that cancels the request with an id, or, without an id, the running one and all later ones. */
    Runnable cancellation(String id) {
        return cancellations.cancellation(id);
    }

    /** Set a savepoint in a transaction that is held, so that a failing statement does not end its snapshot; null if there is none. */
    private Savepoint setSavepoint() throws SQLException {
        if (!holdsTransaction || connection.getAutoCommit()) {
            return null;
        }
        try {
            return connection.setSavepoint();
        } catch (SQLFeatureNotSupportedException unsupported) {
            return null;
        }
    }

    private void endTransaction(Savepoint savepoint) throws SQLException {
        if (savepoint != null) {
            Connector.tryTo(() -> connection.releaseSavepoint(savepoint));
        } else if (connection != null && !holdsTransaction && !connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private void rollBack(Savepoint savepoint) {
        try {
            if (savepoint != null) {
                connection.rollback(savepoint);
            } else {
                rollBack();
            }
        } catch (SQLException ignored) {
            // The connection is lost, which the error says that led here.
        }
    }

    /** End the transaction, if there is one. */
    void rollBack() throws SQLException {
        if (connection != null && !connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Send rows that have waited for others, so that those of a slow query arrive early. */
    void flushSlowRows() {
        try {
            while (true) {
                Thread.sleep(FLUSH_INTERVAL_MILLIS);
                RowReader reader = rows;
                if (reader != null) {
                    reader.flushOlderThan(TimeUnit.MILLISECONDS.toNanos(FLUSH_INTERVAL_MILLIS));
                }
            }
        } catch (InterruptedException | IOException end) {
            Runtime.getRuntime().halt(1);
        }
    }
}
