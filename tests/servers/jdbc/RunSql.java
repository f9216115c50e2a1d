import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Run SQL statements through the JDBC driver on the class path. Argument: URL.
 *
 * <p>Standard input: user, password and statements, separated by NUL. Standard output: the rows of all queries; a field ends with
 * US (0x1F), a row with RS (0x1E), and SQL's null is NUL. Exit status 1: a statement failed, and standard error has the message.
 */
public final class RunSql {
    public static void main(String[] args) throws IOException {
        String[] input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
        StringBuilder rows = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(args[0], input[0], input[1].isEmpty() ? null : input[1]);
                Statement statement = connection.createStatement()) {
            for (int i = 2; i < input.length; i++) {
                if (statement.execute(input[i])) {
                    append(rows, statement.getResultSet());
                }
            }
        } catch (SQLException error) {
            System.err.println(error.getMessage());
            System.exit(1);
        }
        System.out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static void append(StringBuilder rows, ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            for (int i = 1; i <= columns; i++) {
                String text = result.getString(i);
                rows.append(text == null ? "\0" : text).append('\u001f');
            }
            rows.append('\u001e');
        }
    }
}
