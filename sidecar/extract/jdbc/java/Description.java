package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;

/** The columns of a query, without its rows where the driver can. */
final class Description {
    /** What Trino's driver says of the type of an array: only for a result it knows the elements, and keeps them to itself. */
    private static final String ARRAY = "array";

    private final Session session;
    private final Connection connection;
    private final Metadata.Sink sink;

    /** {@code sink} receives name, type, type name, precision, scale and sign of each column. */
    Description(Session session, Connection connection, Metadata.Sink sink) {
        this.session = session;
        this.connection = connection;
        this.sink = sink;
    }

    /** Describe a query. */
    void send(String query) throws SQLException, IOException {
        if (!sendPrepared(query) && !sendWithoutRows(query)) {
            sendExecuted(query, 1);
        }
    }

    /** A driver may take a question mark for a parameter, but not in a statement that is executed, here without rows. */
    private boolean sendWithoutRows(String query) throws SQLException, IOException {
        try {
            sendExecuted("SELECT * FROM (\n" + query + "\n) p WHERE 1 = 0", 0);
            return true;
        } catch (SQLException error) {
            session.rollBack();
            return false;
        }
    }

    private boolean sendPrepared(String query) throws SQLException, IOException {
        boolean hasQuestionMark = query.contains("?");
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            session.started(prepared);
            if (hasQuestionMark && prepared.getParameterMetaData().getParameterCount() > 0) {
                return false;
            }
            ResultSetMetaData columns = prepared.getMetaData();
            if (columns == null || !isComplete(columns)) {
                return false;
            }
            sendColumns(columns);
            return true;
        } catch (SQLFeatureNotSupportedException ignored) {
            // The driver describes results only.
            return false;
        } catch (SQLException error) {
            if (!hasQuestionMark) {
                throw error;
            }
            session.rollBack();
            return false;
        }
    }

    /** Return whether no type is missing that of its elements. */
    private static boolean isComplete(ResultSetMetaData columns) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (ARRAY.equals(columns.getColumnTypeName(column))) {
                return false;
            }
        }
        return true;
    }

    private void sendExecuted(String query, int maxRows) throws SQLException, IOException {
        try (Statement executed = session.createStatement(maxRows);
                ResultSet result = executed.executeQuery(query)) {
            sendColumns(result.getMetaData());
        }
    }

    private void sendColumns(ResultSetMetaData columns) throws SQLException, IOException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            sink.accept(List.of(
                    columns.getColumnLabel(column),
                    Integer.toString(columns.getColumnType(column)),
                    typeName(columns, column),
                    Integer.toString(columns.getPrecision(column)),
                    Integer.toString(columns.getScale(column)),
                    Boolean.toString(columns.isSigned(column))));
        }
    }

    private static String typeName(ResultSetMetaData columns, int column) throws SQLException {
        String name = String.valueOf(columns.getColumnTypeName(column));
        return name.equals(ARRAY) ? trinoArray(columns, column) : name;
    }

    private static String trinoArray(ResultSetMetaData columns, int column) {
        try {
            Object info = ((List<?>) valueOf(columns, "columnInfo")).get(column - 1);
            return String.valueOf(valueOf(info, "columnTypeSignature"));
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return ARRAY;
        }
    }

    private static Object valueOf(Object object, String name) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
