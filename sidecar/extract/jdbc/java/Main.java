package io.siren.sidecar.jdbc;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One session in a database, through its JDBC driver: reads requests from standard input, and answers them on standard output.
 *
 * <p>Requests run one after the other on the main thread. Another thread reads standard input, so that a request to cancel arrives
 * while a statement runs, and the process ends at once when its parent does.
 */
public final class Main {
    private static final byte CANCEL = 'C';

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Frames frames = new Frames(new BufferedInputStream(new FileInputStream(FileDescriptor.in)), new FileOutputStream(FileDescriptor.out));
        // Drivers print, and some ask for a password.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        Session session = new Session(frames);
        BlockingQueue<Frames.Request> requests = new LinkedBlockingQueue<>();
        startDaemon("requests", () -> readRequests(frames, session, requests));
        startDaemon("flush", session::flushSlowRows);
        while (true) {
            session.run(requests.take());
        }
    }

    private static void readRequests(Frames frames, Session session, BlockingQueue<Frames.Request> requests) {
        try {
            for (Frames.Request request; (request = frames.read()) != null; ) {
                if (request.type() == CANCEL) {
                    startDaemon("cancel", session.cancellation(request.values().get(0)));
                } else {
                    requests.add(request);
                }
            }
        } catch (IOException | RuntimeException error) {
            System.err.println("the input cannot be read: " + error);
        } finally {
            // No exit handler of a driver may delay the end.
            Runtime.getRuntime().halt(0);
        }
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
