package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists of a database's catalogs, schemas, tables and keys. Names are compared by the parent: drivers take some for patterns. */
final class Metadata {
    private Metadata() {}

    /** Receives a row. */
    interface Sink {
        void accept(List<String> row) throws IOException;
    }

    /** Send the rows of a list: its name, then the catalog, the schema and the tables if it needs them. An empty name means none. */
    static void list(Connection connection, List<String> values, Sink sink) throws SQLException, IOException {
        DatabaseMetaData metadata = connection.getMetaData();
        String catalog = argument(values, 1);
        String schema = argument(values, 2);
        switch (values.get(0)) {
            case "product" -> sink.accept(
                    Arrays.asList(metadata.getDatabaseProductName(), metadata.getDatabaseProductVersion(), metadata.getIdentifierQuoteString()));
            case "catalog" -> sink.accept(Arrays.asList(connection.getCatalog()));
            case "catalogs" -> send(metadata.getCatalogs(), sink, "TABLE_CAT");
            case "schemas" -> send(metadata.getSchemas(catalog, null), sink, "TABLE_SCHEM");
            case "tables" -> send(
                    metadata.getTables(catalog, escape(metadata, schema), "%", null), sink, "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE");
            case "keys" -> {
                for (String table : values.subList(3, values.size())) {
                    send(metadata.getPrimaryKeys(catalog, schema, table), sink, "TABLE_NAME", "KEY_SEQ", "COLUMN_NAME");
                }
            }
            default -> throw new IllegalArgumentException("unknown list " + values.get(0));
        }
    }

    private static String argument(List<String> values, int position) {
        return position < values.size() && !values.get(position).isEmpty() ? values.get(position) : null;
    }

    private static String escape(DatabaseMetaData metadata, String schema) throws SQLException {
        String escape = metadata.getSearchStringEscape();
        if (schema == null || escape == null || escape.isEmpty()) {
            return schema;
        }
        return schema.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static void send(ResultSet result, Sink sink, String... columns) throws SQLException, IOException {
        try (result) {
            while (result.next()) {
                List<String> row = new ArrayList<>(columns.length);
                for (String column : columns) {
                    row.add(result.getString(column));
                }
                sink.accept(row);
            }
        }
    }
}
