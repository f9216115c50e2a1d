package io.siren.sidecar.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as lines of CSV in UTF-8, on their way to the parent: an empty field is null, a quoted one text, a quote in it is doubled.
 *
 * <p>Each line has at least two fields, since a null in a line of one field would be an empty line. Only complete rows are sent.
 */
final class RowBuffer {
    private static final int FIRST_SIZE = 128 * 1024;
    private static final int MAX_SIZE = 1024 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Frames frames;
    private final boolean needsFiller;
    private byte[] bytes = new byte[2 * FIRST_SIZE];
    private int length;
    private int end;
    private int rows;
    private int targetSize = FIRST_SIZE;
    private long firstRowAt;
    private boolean isFirstField = true;
    private final List<String> rejections = new ArrayList<>();

    RowBuffer(Frames frames, int width) {
        this.frames = frames;
        this.needsFiller = width < 2;
    }

    /** Start the next field of the row. */
    void startField() {
        if (!isFirstField) {
            append((byte) ',');
        }
        isFirstField = false;
    }

    /** Reject the row because of a column, given by its index: its value cannot be read. What was written of the value is removed. */
    void reject(int column, String reason, int fieldStart) {
        length = fieldStart;
        rejections.add(Integer.toString(rows));
        rejections.add(Integer.toString(column));
        rejections.add(reason);
    }

    /** End the row; send the rows so far if there are enough. */
    void endRow() throws IOException {
        if (needsFiller) {
            append((byte) ',');
            append((byte) '1');
        }
        append((byte) '\n');
        end = length;
        isFirstField = true;
        if (rows++ == 0) {
            firstRowAt = System.nanoTime();
        }
        if (length >= targetSize) {
            flush();
            targetSize = Math.min(2 * targetSize, MAX_SIZE);
        }
    }

    /** Send the complete rows. */
    void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        if (!rejections.isEmpty()) {
            frames.send(Frames.REJECTIONS, rejections);
            rejections.clear();
        }
        frames.send(Frames.ROWS, bytes, end);
        System.arraycopy(bytes, end, bytes, 0, length - end);
        length -= end;
        end = 0;
        rows = 0;
    }

    /** Send the complete rows if the first of them has waited for that time. */
    void flushOlderThan(long nanoseconds) throws IOException {
        if (rows > 0 && System.nanoTime() - firstRowAt > nanoseconds) {
            flush();
        }
    }

    /** Return the number of bytes written. */
    int length() {
        return length;
    }

    void append(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    /** Append ASCII text without quotes in it, such as a number. */
    void appendAscii(String text) {
        int count = text.length();
        reserve(count);
        for (int index = 0; index < count; index++) {
            bytes[length + index] = (byte) text.charAt(index);
        }
        length += count;
    }

    void append(byte[] text, int count) {
        reserve(count);
        System.arraycopy(text, 0, bytes, length, count);
        length += count;
    }

    void append(long number) {
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                appendAscii("-9223372036854775808");
                return;
            }
            append((byte) '-');
            number = -number;
        }
        int count = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            count++;
        }
        appendPadded(number, count);
    }

    /** Append a number of at most that many digits, with leading zeros. */
    void appendPadded(long number, int digits) {
        reserve(digits);
        for (int index = length + digits - 1; index >= length; index--) {
            bytes[index] = DIGITS[(int) (number % 10)];
            number /= 10;
        }
        length += digits;
    }

    /** Append the content of a quoted field. */
    void appendQuoted(CharSequence text) {
        for (int start = 0; start < text.length(); ) {
            start = appendQuoted(text, start, Math.min(text.length(), start + CHUNK));
        }
    }

    /** Append the characters from {@code start} to {@code end}, and one more if that would split a pair; return the next position. */
    private int appendQuoted(CharSequence text, int start, int end) {
        // A character takes at most three bytes, and a pair of surrogates four; a quote becomes two.
        reserve(3 * (end - start) + 4);
        byte[] target = bytes;
        int position = length;
        int index = start;
        for (; index < end; index++) {
            char character = text.charAt(index);
            if (character == '"') {
                target[position++] = '"';
                target[position++] = '"';
            } else if (character < 0x80) {
                target[position++] = (byte) character;
            } else if (character < 0x800) {
                target[position++] = (byte) (0xC0 | character >> 6);
                target[position++] = (byte) (0x80 | character & 0x3F);
            } else if (!Character.isSurrogate(character)) {
                target[position++] = (byte) (0xE0 | character >> 12);
                target[position++] = (byte) (0x80 | character >> 6 & 0x3F);
                target[position++] = (byte) (0x80 | character & 0x3F);
            } else {
                boolean isPair = Character.isHighSurrogate(character) && index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
                if (!isPair) {
                    throw new ValueException("it has an unpaired surrogate, which is not valid text");
                }
                int point = Character.toCodePoint(character, text.charAt(++index));
                target[position++] = (byte) (0xF0 | point >> 18);
                target[position++] = (byte) (0x80 | point >> 12 & 0x3F);
                target[position++] = (byte) (0x80 | point >> 6 & 0x3F);
                target[position++] = (byte) (0x80 | point & 0x3F);
            }
        }
        length = position;
        return index;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            byte[] larger = new byte[Math.max(length + count, 2 * bytes.length)];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
    }
}
