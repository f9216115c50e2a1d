package io.siren.sidecar.jdbc;

/** A value that cannot be read; it rejects its row. */
final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ValueException(String reason) {
        super(reason);
    }
}
