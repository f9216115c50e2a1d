package io.siren.sidecar.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Cancels the running request, from another thread.
 *
 * <p>A request ends only when no cancellation of it is under way: a late one would reach the statement of the next request.
 */
final class Cancellations {
    private static final String CANCELED_STATE = "57014";

    private String running;
    private Statement statement;
    private String canceled;
    private boolean isClosed;
    private int pending;
    private boolean hasCancel = true;
    private Connector connector;
    private String sessionStatement;

    /** Leave out the cancellation by the driver, which does not end the statement, but perhaps the session. */
    synchronized void omitCancel() {
        hasCancel = false;
    }

    /** Cancel from now on with a statement in a connection of its own: drivers cancel a statement, but not the fetch of its rows. */
    synchronized void useSession(Connector connector, String sessionStatement) {
        this.connector = connector;
        this.sessionStatement = sessionStatement;
    }

    /** Begin a request; throw if it is canceled. */
    synchronized void begin(String id) throws SQLException {
        running = id;
        requireNotCanceled();
    }

    /** Set the statement of the request; throw if it is canceled. */
    synchronized void started(Statement created) throws SQLException {
        statement = created;
        requireNotCanceled();
    }

    /** End the request. The parent ends this process if that takes long. */
    synchronized void end() {
        running = null;
        statement = null;
        try {
            while (pending > 0) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Throw if the request is canceled. */
    synchronized void requireNotCanceled() throws SQLException {
        if (isClosed || (canceled != null && canceled.equals(running))) {
            throw new SQLException("the statement was canceled", CANCELED_STATE);
        }
    }

    /** Return a task that cancels the request with an id, or, without an id, the running one and all later ones. */
    synchronized Runnable cancellation(String id) {
        isClosed |= id.isEmpty();
        canceled = id;
        Statement target = hasCancel && (id.isEmpty() || id.equals(running)) ? statement : null;
        pending++;
        return () -> {
            try {
                if (target != null) {
                    cancel(target);
                }
            } catch (SQLException | RuntimeException error) {
                // The statement has ended, or the driver cannot cancel: then it ends at its next row.
                System.err.println("the statement cannot be canceled: " + error);
            } finally {
                finish();
            }
        };
    }

    private void cancel(Statement target) throws SQLException {
        if (sessionStatement == null) {
            target.cancel();
            return;
        }
        try (Connection connection = connector.connect();
                Statement canceling = connection.createStatement()) {
            canceling.execute(sessionStatement);
        }
    }

    private synchronized void finish() {
        pending--;
        notifyAll();
    }
}
