package org.example;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** A driver that behaves as the path of its URL says. Its connections return a default value from every method. */
public class FakeDriver implements Driver {
    private static final AtomicBoolean IS_CANCELED = new AtomicBoolean();

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        String behavior = url.substring(url.lastIndexOf('/') + 1);
        try {
            return behave(behavior, properties);
        } catch (SQLException | RuntimeException | Error error) {
            throw error;
        } catch (Exception error) {
            throw new SQLException(error);
        }
    }

    private static Connection behave(String behavior, Properties properties) throws Exception {
        switch (behavior) {
            case "print" -> {
                System.out.println("noise on the output");
                System.out.write(new byte[] {'D', 0, 0, 0, 4, 0, 0, 0, 0});
                System.out.flush();
            }
            case "write" -> {
                try (FileOutputStream output = new FileOutputStream(FileDescriptor.out)) {
                    output.write("noise on the output".getBytes(StandardCharsets.US_ASCII));
                }
            }
            case "read" -> {
                if (System.in.read() >= 0) {
                    throw new SQLException("it has read a request");
                }
            }
            case "error" -> throw new AssertionError("an assertion of the driver");
            case "stack" -> overflow(0);
            case "exhaust" -> exhaust();
            case "exit" -> System.exit(7);
            case "nothing" -> {
                return null;
            }
            case "hang" -> Thread.sleep(Long.MAX_VALUE);
            case "tell" -> {
                System.err.println("x".repeat(995) + properties.getProperty("password"));
                Runtime.getRuntime().halt(7);
            }
            case "thread" -> new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }).start();
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }));
            case "home" -> {
                return create(Connection.class, System.getProperty("user.home") + " " + System.getenv());
            }
            case "rows", "late" -> {
                return create(Connection.class, behavior);
            }
            default -> {}
        }
        return create(Connection.class, "fake");
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static void exhaust() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1 << 20]);
        }
    }

    private static <T> T create(Class<T> type, String text) {
        InvocationHandler handler = (proxy, method, arguments) -> answer(method, text);
        return type.cast(Proxy.newProxyInstance(FakeDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Cancel slowly, and whatever runs in the end: a catalog that is read meanwhile, if the statement has ended. */
    private static Object answerLate(Method method, Class<?> type) throws Exception {
        switch (method.getName()) {
            case "cancel" -> {
                Thread.sleep(300);
                IS_CANCELED.set(true);
                return null;
            }
            case "getCatalog" -> {
                IS_CANCELED.set(false);
                Thread.sleep(600);
                if (IS_CANCELED.get()) {
                    throw new SQLException("the catalog was canceled");
                }
                return "late";
            }
            case "next" -> {
                Thread.sleep(1);
                return true;
            }
            default -> {
                return type == String.class ? "x" : type == boolean.class ? false : type == int.class ? 0 : type.isInterface() ? create(type, "late") : null;
            }
        }
    }

    /** Return a result whose second row waits, and then cannot be read. */
    private static ResultSet createRows() {
        AtomicInteger row = new AtomicInteger();
        InvocationHandler handler = (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "next" -> {
                    return row.incrementAndGet() <= 2;
                }
                case "getString" -> {
                    if (row.get() == 2) {
                        Thread.sleep(500);
                        throw new SQLException("the second row cannot be read");
                    }
                    return "first";
                }
                case "getClob" -> {
                    return create(Clob.class, "unreadable");
                }
                default -> {
                    return answer(method, "rows");
                }
            }
        };
        return (ResultSet) Proxy.newProxyInstance(FakeDriver.class.getClassLoader(), new Class<?>[] {ResultSet.class}, handler);
    }

    private static Object answer(Method method, String text) throws Exception {
        Class<?> type = method.getReturnType();
        if (text.equals("rows") && method.getName().equals("executeQuery")) {
            return createRows();
        }
        if (text.equals("unreadable") && type == Reader.class) {
            return new Reader() {
                @Override
                public int read(char[] buffer, int start, int count) throws IOException {
                    throw new IOException("a character that does not exist");
                }

                @Override
                public void close() {}
            };
        }
        if (text.equals("late")) {
            return answerLate(method, type);
        }
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (Statement.class.isAssignableFrom(type) && method.getName().equals("prepareStatement")) {
            throw new AssertionError("an assertion in a statement");
        }
        return type.isInterface() ? create(type, text) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return null;
    }
}
