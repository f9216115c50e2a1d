package io.siren.sidecar.jdbc;

import java.util.List;

/** Intervals in the text of the SQL standard. */
final class Intervals {
    private static final List<String> UNITS = List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
    private static final String LETTERS = "YMDHMS";

    private Intervals() {}

    /**
     * Return an interval such as {@code 2 03:04:05.600} or {@code INTERVAL '2 03:04:05.6' DAY TO SECOND} in ISO 8601, and any other text as it
     * is. {@code fields} are those of its type: {@code DAY TO SECOND}, or {@code DAY}.
     */
    static String toIso(String text, String fields) {
        if (text == null) {
            return null;
        }
        String[] ends = fields.replaceAll("\\([^)]*\\)", "").split(" TO ");
        int unit = UNITS.indexOf(ends[0].strip());
        int quote = text.indexOf('\'');
        String value = quote < 0 ? text : text.substring(quote + 1, text.lastIndexOf('\''));
        boolean isNegative = value.startsWith("-") || text.startsWith("INTERVAL -");
        String[] numbers = value.replaceFirst("^[-+]", "").split("[-: ]");
        if (unit < 0 || unit + numbers.length > UNITS.size() || !value.matches("[-+]?\\d[\\d:. -]*")) {
            return text;
        }
        StringBuilder date = new StringBuilder();
        StringBuilder time = new StringBuilder();
        for (String each : numbers) {
            String number = withoutZeros(each);
            if (!number.equals("0")) {
                (unit < 3 ? date : time).append(isNegative ? "-" : "").append(number).append(LETTERS.charAt(unit));
            }
            unit++;
        }
        if (date.isEmpty() && time.isEmpty()) {
            return "PT0S";
        }
        return "P" + date + (time.isEmpty() ? "" : "T" + time);
    }

    private static String withoutZeros(String number) {
        String trimmed = number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
        return trimmed.replaceFirst("^0+(?=\\d)", "");
    }
}
