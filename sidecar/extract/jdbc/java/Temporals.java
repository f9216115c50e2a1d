package io.siren.sidecar.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Readers of dates and times. */
final class Temporals {
    /** Before it, {@code java.sql.Date} is in the Julian calendar, and knows an era. */
    private static final long GREGORIAN_CUTOVER = new GregorianCalendar(TimeZone.getTimeZone("UTC")).getGregorianChange().getTime();

    private Temporals() {}

    /** Return the reader of a form. */
    static Fields.Field create(String form) {
        return switch (form) {
            case "date" -> new Temporal<>(DATES, Temporals::writeDate);
            case "time" -> new Temporal<>(TIMES, Temporals::writeTime);
            case "zoned_time" -> new Temporal<>(ZONED_TIMES, Temporals::writeTime);
            case "timestamp" -> new Temporal<>(LOCAL_TIMESTAMPS, Temporals::writeTimestamp);
            case "zoned" -> new Temporal<>(ZONED_TIMESTAMPS, Temporals::writeTimestamp);
            default -> throw new IllegalArgumentException("unknown form " + form);
        };
    }

    /** Reads a value of a date or time by one of several methods of JDBC, of which each driver supports some. */
    private interface Getter<T> {
        T get(ResultSet row, int column) throws SQLException;
    }

    private static <T, S> Getter<T> converted(Class<S> type, Function<S, T> conversion) {
        return (row, column) -> {
            S value = row.getObject(column, type);
            return value == null ? null : conversion.apply(value);
        };
    }

    private static final List<Getter<LocalDate>> DATES = List.of(
            converted(LocalDate.class, Function.identity()),
            (row, column) -> {
                java.sql.Date value = row.getDate(column);
                return value == null ? null : toLocalDate(value);
            });

    private static final List<Getter<Object>> TIMES = List.of(
            (row, column) -> row.getObject(column, LocalTime.class), (row, column) -> row.getString(column));

    private static final List<Getter<Object>> ZONED_TIMES = List.of(
            (row, column) -> row.getObject(column, OffsetTime.class), (row, column) -> row.getString(column));

    private static final List<Getter<LocalDateTime>> LOCAL_TIMESTAMPS = List.of(
            converted(LocalDateTime.class, Function.identity()),
            (row, column) -> {
                Timestamp value = row.getTimestamp(column);
                return value == null ? null : toLocalDateTime(value);
            });

    private static final List<Getter<LocalDateTime>> ZONED_TIMESTAMPS = List.of(
            converted(OffsetDateTime.class, Temporals::toUtc),
            converted(ZonedDateTime.class, value -> value.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()),
            (row, column) -> {
                Timestamp value = row.getTimestamp(column);
                return value == null ? null : LocalDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC);
            });

    /** Return the day of a date, in the calendar that the driver wrote it in. */
    static LocalDate toLocalDate(java.util.Date value) {
        if (value.getTime() >= GREGORIAN_CUTOVER) {
            return new java.sql.Date(value.getTime()).toLocalDate();
        }
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTime(value);
        int year = calendar.get(Calendar.YEAR);
        boolean isBeforeChrist = calendar.get(Calendar.ERA) == GregorianCalendar.BC;
        // The Julian calendar has days that this one lacks, such as 0100-02-29.
        return LocalDate.of(isBeforeChrist ? 1 - year : year, calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
    }

    /** Return a timestamp as the driver wrote it. */
    static LocalDateTime toLocalDateTime(Timestamp value) {
        return value.getTime() >= GREGORIAN_CUTOVER ? value.toLocalDateTime() : toLocalDate(value).atTime(value.toLocalDateTime().toLocalTime());
    }

    /** The largest and the smallest date stand for infinity, and have no other offset. */
    private static LocalDateTime toUtc(OffsetDateTime value) {
        boolean isFinite = Math.abs((long) value.getYear()) < 100_000;
        return (isFinite ? value.withOffsetSameInstant(ZoneOffset.UTC) : value).toLocalDateTime();
    }

    /** Uses the first method that returns a value without an error, from then on for the whole column. */
    private static final class Temporal<T> implements Fields.Field {
        private final List<Getter<T>> getters;
        private final BiConsumer<T, RowBuffer> writer;
        private Getter<T> chosen;

        Temporal(List<Getter<T>> getters, BiConsumer<T, RowBuffer> writer) {
            this.getters = getters;
            this.writer = writer;
        }

        @Override
        public void write(ResultSet row, int column, RowBuffer out) throws SQLException {
            T value = chosen == null ? choose(row, column) : chosen.get(row, column);
            if (value != null) {
                writer.accept(value, out);
            }
        }

        private T choose(ResultSet row, int column) throws SQLException {
            Exception first = null;
            for (Getter<T> getter : getters) {
                try {
                    T value = getter.get(row, column);
                    chosen = value == null ? null : getter;
                    return value;
                } catch (SQLException | RuntimeException error) {
                    first = first == null ? error : first;
                }
            }
            if (first instanceof DateTimeException || first instanceof ArithmeticException) {
                throw (RuntimeException) first;
            }
            throw first instanceof SQLException known ? known : new SQLException(String.valueOf(first), first);
        }
    }

    private static void writeDate(LocalDate value, RowBuffer out) {
        if (value.getYear() < 1 || value.getYear() > 9999) {
            out.appendAscii("infinity");
            return;
        }
        out.appendPadded(value.getYear(), 4);
        out.append((byte) '-');
        out.appendPadded(value.getMonthValue(), 2);
        out.append((byte) '-');
        out.appendPadded(value.getDayOfMonth(), 2);
    }

    private static void writeTime(Object value, RowBuffer out) {
        if (value instanceof LocalTime time) {
            out.append((byte) '"');
            writeClock(time, out);
            out.append((byte) '"');
        } else {
            Fields.writeText(toText(value), out);
        }
    }

    /** Return a time as {@code HH:mm:ss}, with microseconds if there are any, and with an offset such as {@code +02} if it has one. */
    static String toText(Object value) {
        if (value instanceof OffsetTime time) {
            String offset = time.getOffset().equals(ZoneOffset.UTC) ? "+00" : time.getOffset().getId();
            return toText(time.toLocalTime()) + (offset.endsWith(":00") ? offset.substring(0, 3) : offset);
        } else if (value instanceof LocalTime time) {
            int microseconds = time.getNano() / 1000;
            String fraction = microseconds == 0 ? "" : String.format(".%06d", microseconds);
            return String.format("%02d:%02d:%02d%s", time.getHour(), time.getMinute(), time.getSecond(), fraction);
        }
        return value.toString();
    }

    private static void writeTimestamp(LocalDateTime value, RowBuffer out) {
        writeDate(value.toLocalDate(), out);
        out.append((byte) ' ');
        writeClock(value.toLocalTime(), out);
    }

    /** Write {@code HH:mm:ss}, and microseconds if there are any. */
    private static void writeClock(LocalTime value, RowBuffer out) {
        out.appendPadded(value.getHour(), 2);
        out.append((byte) ':');
        out.appendPadded(value.getMinute(), 2);
        out.append((byte) ':');
        out.appendPadded(value.getSecond(), 2);
        int microseconds = value.getNano() / 1000;
        if (microseconds != 0) {
            out.append((byte) '.');
            out.appendPadded(microseconds, 6);
        }
    }
}
