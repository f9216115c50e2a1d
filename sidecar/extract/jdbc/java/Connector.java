package io.siren.sidecar.jdbc;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;

/** Opens connections of one driver to one URL. */
final class Connector {
    private final Driver driver;
    private final String url;
    private final Properties properties = new Properties();

    /** Load the driver from jars, which it does not share with this program; {@code assignments} are names and values of properties. */
    Connector(String className, List<String> jars, String url, List<String> assignments) throws SQLException {
        URL[] urls = jars.stream().map(Connector::toUrl).toArray(URL[]::new);
        URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        driver = load(className, loader);
        this.url = url;
        for (int index = 0; index < assignments.size(); index += 2) {
            properties.setProperty(assignments.get(index), assignments.get(index + 1));
        }
    }

    private static Driver load(String className, ClassLoader loader) throws SQLException {
        try {
            return (Driver) Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException error) {
            throw new SQLException("[class] of the driver is [" + className + "], which is not a driver: " + error, error);
        }
    }

    private static URL toUrl(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException error) {
            throw new IllegalArgumentException(error);
        }
    }

    /** Open a connection. */
    Connection connect() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not accept the URL");
        }
        return connection;
    }

    /** Do what a driver may lack, because it only helps. */
    static void tryTo(Hint hint) throws SQLException {
        try {
            hint.give();
        } catch (SQLFeatureNotSupportedException ignored) {
            // It is a hint.
        } catch (SQLException error) {
            if (error.getSQLState() != null && error.getSQLState().startsWith("08")) {
                throw error;
            }
        }
    }

    /** A call that a driver may not support. */
    interface Hint {
        void give() throws SQLException;
    }
}
