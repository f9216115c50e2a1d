package io.siren.sidecar.jdbc;

import java.io.ObjectInputFilter;
import java.util.function.BinaryOperator;

/**
 * Rejects every serialized object. Unlike a filter for the whole JVM, it also holds for a stream with a filter of its own.
 *
 * <p>The JVM creates it, by its name in the option {@code jdk.serialFilterFactory}.
 */
public final class NoObjects implements BinaryOperator<ObjectInputFilter> {
    @Override
    public ObjectInputFilter apply(ObjectInputFilter current, ObjectInputFilter requested) {
        return info -> ObjectInputFilter.Status.REJECTED;
    }
}
