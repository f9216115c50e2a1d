package io.siren.sidecar.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Errors as the parent reads them. */
final class Errors {
    private static final int MAX_CAUSES = 8;
    /** States of a server that rejects the connection: the standard's, as for a wrong password, and those of H2 for an unknown database. */
    private static final Set<String> REJECTED = Set.of("08004", "90013", "90146", "90149");

    /** States of PostgreSQL for a session that was terminated, or a server that stops or starts. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05");

    private Errors() {}

    /**
     * Return whether the connection is lost, then state and message of the error and of each of its causes. Causes within a driver or a
     * server are left out.
     */
    static List<String> describe(Throwable error) {
        List<String> description = new ArrayList<>();
        boolean isLost = false;
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = error; each != null && !chain.contains(each) && chain.size() < MAX_CAUSES; each = each.getCause()) {
            chain.add(each);
            isLost |= isConnectionError(each);
        }
        description.add(Boolean.toString(isLost));
        for (Throwable each : chain) {
            if (each != error && error instanceof SQLException && !(each instanceof SQLException || each instanceof java.io.IOException)) {
                continue;
            }
            description.add(each instanceof SQLException sql ? stateOf(sql) : "");
            description.add(each instanceof SQLException && each.getMessage() != null ? each.getMessage() : each.toString());
        }
        return description;
    }

    /** Return the state, or the driver's own code if there is none. */
    private static String stateOf(SQLException error) {
        return error.getSQLState() != null ? error.getSQLState() : Integer.toString(error.getErrorCode());
    }

    private static boolean isConnectionError(Throwable error) {
        String state = error instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        if (REJECTED.contains(state)) {
            return false;
        }
        return error instanceof SQLRecoverableException
                || error instanceof SQLTransientConnectionException
                || error instanceof SQLNonTransientConnectionException
                || error instanceof java.io.IOException
                || state.startsWith("08")
                || LOST.contains(state);
    }
}
