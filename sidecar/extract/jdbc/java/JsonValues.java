package io.siren.sidecar.jdbc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/** Arrays, rows and maps as JSON on one line. */
final class JsonValues {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final StringBuilder json = new StringBuilder();
    private final String elementForm;
    private final ZoneId zone;

    private JsonValues(String elementForm, ZoneId zone) {
        this.elementForm = elementForm;
        this.zone = zone;
    }

    /**
     * Return a value as JSON; null for null. A timestamp without a time zone is in {@code zone}. {@code elementForm} is the form of an
     * array's elements, and anything else for another value.
     */
    static CharSequence toJson(Object value, String elementForm, ZoneId zone) throws SQLException {
        if (value == null) {
            return null;
        }
        JsonValues values = new JsonValues(elementForm, zone);
        values.write(value);
        return values.json;
    }

    private void write(Object value) throws SQLException {
        if (value == null) {
            json.append("null");
        } else if (value instanceof Array array) {
            writeSqlArray(array);
        } else if (value instanceof byte[] bytes) {
            writeBytes(bytes);
        } else if (value.getClass().isArray()) {
            writeArray(value);
        } else if (value instanceof Iterable<?> list) {
            writeList(list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Struct struct) {
            write(struct.getAttributes());
        } else if (value instanceof ResultSet fields) {
            writeFields(fields);
        } else if (value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else if (!writeRow(value)) {
            writeElement(toText(value));
        }
    }

    /** Write the elements of an array; one by one as texts if the driver has no Java array of them, as for NaN among decimals. */
    private void writeSqlArray(Array array) throws SQLException {
        Object elements;
        try {
            elements = array.getArray();
        } catch (SQLException | RuntimeException error) {
            writeTexts(array);
            return;
        }
        write(elements);
    }

    private void writeTexts(Array array) throws SQLException {
        json.append('[');
        try (ResultSet elements = array.getResultSet()) {
            for (boolean isFirst = true; elements.next(); isFirst = false) {
                writeComma(!isFirst);
                String text = elements.getString(2);
                if (text == null) {
                    json.append("null");
                } else if (elementForm.equals("decimal")) {
                    String number = Fields.toNumber(text);
                    json.append(Character.isLetter(number.charAt(number.length() - 1)) ? "null" : number);
                } else {
                    writeElement(text);
                }
            }
        }
        json.append(']');
    }

    private void writeBytes(byte[] bytes) {
        if (elementForm.equals("json")) {
            writeElement(new String(bytes, StandardCharsets.UTF_8));
        } else {
            writeText(Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Write the text of a value that is no number. */
    private void writeElement(String text) {
        if (text == null) {
            json.append("null");
        } else if (elementForm.equals("json")) {
            // Line breaks in strings are escaped.
            json.append(text.replace('\n', ' ').replace('\r', ' '));
        } else {
            writeText(elementForm.equals("char") ? Fields.withoutPadding(text) : text);
        }
    }

    /** Write a row of H2: the fields of a result of one row. */
    private void writeFields(ResultSet fields) throws SQLException {
        json.append('{');
        ResultSetMetaData names = fields.getMetaData();
        fields.next();
        for (int column = 1; column <= names.getColumnCount(); column++) {
            writeComma(column > 1);
            writeText(names.getColumnLabel(column));
            json.append(':');
            write(fields.getObject(column));
        }
        json.append('}');
    }

    private void writeArray(Object array) throws SQLException {
        json.append('[');
        for (int index = 0; index < java.lang.reflect.Array.getLength(array); index++) {
            writeComma(index > 0);
            write(java.lang.reflect.Array.get(array, index));
        }
        json.append(']');
    }

    private void writeList(Iterable<?> list) throws SQLException {
        json.append('[');
        boolean isFirst = true;
        for (Object each : list) {
            writeComma(!isFirst);
            write(each);
            isFirst = false;
        }
        json.append(']');
    }

    private void writeMap(Map<?, ?> map) throws SQLException {
        json.append('{');
        boolean isFirst = true;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            writeComma(!isFirst);
            writeText(String.valueOf(toText(each.getKey())));
            json.append(':');
            write(each.getValue());
            isFirst = false;
        }
        json.append('}');
    }

    /** Write a row of Trino, whose class is known only to its driver: fields with a name, which may be missing, and a value. */
    private boolean writeRow(Object row) throws SQLException {
        if (!row.getClass().getName().equals("io.trino.jdbc.Row")) {
            return false;
        }
        try {
            Iterable<?> fields = (Iterable<?>) row.getClass().getMethod("getFields").invoke(row);
            json.append('{');
            int number = 0;
            for (Object field : fields) {
                writeComma(number > 0);
                Object name = field.getClass().getMethod("getName").invoke(field);
                writeText(name instanceof java.util.Optional<?> optional && optional.isPresent() ? optional.get().toString() : "field" + number);
                json.append(':');
                write(field.getClass().getMethod("getValue").invoke(field));
                number++;
            }
            json.append('}');
            return true;
        } catch (ReflectiveOperationException error) {
            throw new SQLException("a row cannot be read: " + error, error);
        }
    }

    private void writeNumber(Number number) {
        if ((number instanceof Double || number instanceof Float) && !Double.isFinite(number.doubleValue())) {
            json.append("null");
        } else {
            json.append(number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString());
        }
    }

    private void writeComma(boolean isNeeded) {
        if (isNeeded) {
            json.append(',');
        }
    }

    /** Return the text of a value; null for a date outside the years 1 to 9999. */
    private String toText(Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return elementForm.equals("timestamp_with_time_zone") ? toTimestamp(timestamp.toInstant()) : toTimestamp(Temporals.toLocalDateTime(timestamp));
        } else if (value instanceof java.sql.Date date) {
            return toDate(Temporals.toLocalDate(date));
        } else if (value instanceof LocalDate date) {
            return toDate(date);
        } else if (value instanceof LocalDateTime local) {
            return toTimestamp(local);
        } else if (value instanceof OffsetDateTime zoned) {
            return toTimestamp(zoned.toInstant());
        } else if (value instanceof ZonedDateTime zoned) {
            return toTimestamp(zoned.toInstant());
        } else if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(Integer.MAX_VALUE, clob.length()));
        } else if (value instanceof Blob blob) {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) Math.min(Integer.MAX_VALUE, blob.length())));
        }
        return Temporals.toText(value);
    }

    private static String toDate(LocalDate date) {
        return isRepresentable(date) ? date.toString() : null;
    }

    /** The later of two instants that a clock shows the same time at, and for a time that it skips, the offset from before. */
    private String toTimestamp(LocalDateTime local) {
        return toTimestamp(local.atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }

    private static String toTimestamp(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        return isRepresentable(utc.toLocalDate()) ? TIMESTAMP.format(utc) : null;
    }

    private static boolean isRepresentable(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= 9999;
    }

    private void writeText(String text) {
        json.append('"');
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }
}
