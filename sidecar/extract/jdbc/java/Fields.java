package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.SocketException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Set;

/** Readers of one column each, by the form that its values take in the CSV. */
final class Fields {
    private static final int MAX_PLAIN_SCALE = 400;
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
    private static final int CHUNK = 48 * 1024;

    private Fields() {}

    /** Writes the value of one column of the current row. */
    interface Field {
        void write(ResultSet row, int column, RowBuffer out) throws SQLException;
    }

    /**
     * Return the reader of a form, which may have an argument after a colon; {@code maxLob} is the largest LOB in bytes or characters.
     */
    static Field create(String form, ZoneId zone, long maxLob) {
        int colon = form.indexOf(':');
        String argument = colon < 0 ? "" : form.substring(colon + 1);
        return switch (colon < 0 ? form : form.substring(0, colon)) {
            case "long" -> Fields::writeLong;
            case "decimal" -> Fields::writeDecimal;
            case "float" -> Fields::writeFloat;
            case "double" -> Fields::writeDouble;
            case "boolean" -> Fields::writeBoolean;
            case "text" -> (row, column, out) -> writeText(requireSize(row.getString(column), maxLob), out);
            case "char" -> (row, column, out) -> writeText(withoutPadding(requireSize(row.getString(column), maxLob)), out);
            case "clob" -> (row, column, out) -> writeClob(row.getClob(column), maxLob, out);
            case "binary" -> (row, column, out) -> writeBinary(row.getBytes(column), maxLob, out);
            case "blob" -> (row, column, out) -> writeBlob(row.getBlob(column), maxLob, out);
            case "bits" -> bits(Integer.parseInt(argument));
            case "interval" -> interval(argument);
            case "date", "time", "zoned_time", "timestamp", "zoned" -> Temporals.create(form);
            case "json", "array" -> json(argument, zone);
            default -> throw new IllegalArgumentException("unknown form " + form);
        };
    }

    private static void writeLong(ResultSet row, int column, RowBuffer out) throws SQLException {
        long value = row.getLong(column);
        if (value != 0 || !row.wasNull()) {
            out.append(value);
        }
    }

    /** A driver has no BigDecimal of NaN. */
    private static void writeDecimal(ResultSet row, int column, RowBuffer out) throws SQLException {
        BigDecimal value;
        try {
            value = row.getBigDecimal(column);
        } catch (SQLException | NumberFormatException | ClassCastException error) {
            String text = row.getString(column);
            if (text != null) {
                out.appendAscii(toNumber(text));
            }
            return;
        }
        if (value != null) {
            out.appendAscii(Math.abs((long) value.scale()) > MAX_PLAIN_SCALE ? value.toString() : value.toPlainString());
        }
    }

    /** Return a number, which may have a currency, as JSON has it, and NaN and infinities as they are. */
    static String toNumber(String text) {
        if (NOT_FINITE.contains(text)) {
            return text;
        }
        try {
            // A comma before the point divides thousands. One after it would be the point of another language.
            return new BigDecimal(text.replaceAll(",(?=.*\\.)|[\\s\\p{Sc}]", "")).toPlainString();
        } catch (NumberFormatException error) {
            throw new ValueException("it is not a number");
        }
    }

    private static void writeFloat(ResultSet row, int column, RowBuffer out) throws SQLException {
        float value = row.getFloat(column);
        if (value != 0 || !row.wasNull()) {
            out.appendAscii(Float.toString(value));
        }
    }

    private static void writeDouble(ResultSet row, int column, RowBuffer out) throws SQLException {
        double value = row.getDouble(column);
        if (value != 0 || !row.wasNull()) {
            out.appendAscii(Double.toString(value));
        }
    }

    private static void writeBoolean(ResultSet row, int column, RowBuffer out) throws SQLException {
        boolean value = row.getBoolean(column);
        if (value || !row.wasNull()) {
            out.appendAscii(value ? "true" : "false");
        }
    }

    static void writeText(CharSequence text, RowBuffer out) {
        if (text != null) {
            out.append((byte) '"');
            out.appendQuoted(text);
            out.append((byte) '"');
        }
    }

    /** Return the reader of arrays, rows and maps as JSON, or of arrays whose elements have a form. */
    private static Field json(String elementForm, ZoneId zone) {
        return (row, column, out) -> writeText(JsonValues.toJson(row.getObject(column), elementForm, zone), out);
    }

    /** Return the reader of intervals; {@code units} are their fields, such as {@code DAY TO SECOND}. */
    private static Field interval(String units) {
        return (row, column, out) -> writeText(Intervals.toIso(row.getString(column), units), out);
    }

    /** Return the reader of so many bits, which MariaDB's driver returns as {@code b'101'}. */
    private static Field bits(int width) {
        return (row, column, out) -> {
            String text = row.getString(column);
            if (text != null && text.startsWith("b'")) {
                String digits = text.substring(2, text.length() - 1);
                text = "0".repeat(Math.max(0, width - digits.length())) + digits;
            }
            writeText(text, out);
        };
    }

    static String withoutPadding(String text) {
        if (text == null) {
            return null;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static void writeClob(Clob clob, long maxLob, RowBuffer out) throws SQLException {
        if (clob == null) {
            return;
        }
        out.append((byte) '"');
        char[] chunk = new char[CHUNK];
        long total = 0;
        int kept = 0;
        try (Reader reader = clob.getCharacterStream()) {
            for (int count; (count = reader.read(chunk, kept, CHUNK - kept)) >= 0; ) {
                requireSize(total += count, maxLob);
                int available = kept + count;
                // A pair of surrogates must not be split.
                kept = available > 0 && Character.isHighSurrogate(chunk[available - 1]) ? 1 : 0;
                out.appendQuoted(java.nio.CharBuffer.wrap(chunk, 0, available - kept));
                if (kept == 1) {
                    chunk[0] = chunk[available - 1];
                }
            }
        } catch (IOException error) {
            throw unreadable(error);
        }
        out.appendQuoted(java.nio.CharBuffer.wrap(chunk, 0, kept));
        out.append((byte) '"');
    }

    private static void writeBinary(byte[] value, long maxLob, RowBuffer out) {
        if (value != null) {
            requireSize(value.length, maxLob);
            byte[] encoded = Base64.getEncoder().encode(value);
            out.append((byte) '"');
            out.append(encoded, encoded.length);
            out.append((byte) '"');
        }
    }

    private static void writeBlob(Blob blob, long maxLob, RowBuffer out) throws SQLException {
        if (blob == null) {
            return;
        }
        out.append((byte) '"');
        long total = 0;
        try (InputStream stream = blob.getBinaryStream()) {
            // The chunk is a multiple of three bytes, so that its base64 has no padding within.
            for (byte[] chunk; (chunk = stream.readNBytes(CHUNK)).length > 0; ) {
                requireSize(total += chunk.length, maxLob);
                byte[] encoded = Base64.getEncoder().encode(chunk);
                out.append(encoded, encoded.length);
            }
        } catch (IOException error) {
            throw unreadable(error);
        }
        out.append((byte) '"');
    }

    private static SQLException unreadable(IOException error) {
        // Only a connection that is lost may be worth another attempt.
        return new SQLException("a LOB cannot be read: " + error, error instanceof SocketException ? error : null);
    }

    private static String requireSize(String text, long maxLob) {
        if (text != null) {
            requireSize(text.length(), maxLob);
        }
        return text;
    }

    private static void requireSize(long size, long maxLob) {
        if (size > maxLob) {
            throw new ValueException("it is larger than " + maxLob + " bytes");
        }
    }
}
