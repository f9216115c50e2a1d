package io.siren.sidecar.jdbc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages between parent and child: a byte for the type, four for the length (big-endian), then the content.
 *
 * <p>Most contents are lists of texts: each its length in four bytes (-1 for null), then UTF-8.
 */
final class Frames {
    static final byte ROWS = 'R';
    static final byte REJECTIONS = 'J';
    static final byte VALUES = 'V';
    static final byte DONE = 'D';
    static final byte ERROR = 'E';

    private final DataInputStream in;
    private final FileOutputStream out;

    Frames(InputStream in, FileOutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** A request of the parent. */
    record Request(byte type, List<String> values) {}

    /** Read the next request; null at the end of the input. */
    Request read() throws IOException {
        byte type;
        try {
            type = in.readByte();
        } catch (EOFException end) {
            return null;
        }
        in.readInt();
        int count = in.readInt();
        List<String> values = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int size = in.readInt();
            values.add(size < 0 ? null : new String(in.readNBytes(size), StandardCharsets.UTF_8));
        }
        return new Request(type, values);
    }

    void send(byte type, byte[] content, int length) throws IOException {
        byte[] head = {type, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        synchronized (out) {
            out.write(head);
            out.write(content, 0, length);
        }
    }

    void send(byte type, List<String> values) throws IOException {
        List<byte[]> encoded = new ArrayList<>(values.size());
        int length = 4;
        for (String value : values) {
            byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            encoded.add(bytes);
            length += 4 + (bytes == null ? 0 : bytes.length);
        }
        java.nio.ByteBuffer content = java.nio.ByteBuffer.allocate(length).putInt(encoded.size());
        for (byte[] bytes : encoded) {
            content.putInt(bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                content.put(bytes);
            }
        }
        send(type, content.array(), length);
    }
}
