import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Run a Trino of one node with the catalogs tpch and memory. Arguments: port, file to create when it is ready. */
public final class TrinoServer {
    public static void main(String[] args) throws IOException {
        TestingTrinoServer server = TestingTrinoServer.builder()
                .setProperties(Map.of(
                        "http-server.http.port", args[0],
                        "node-scheduler.include-coordinator", "true",
                        "query.max-memory-per-node", "256MB"))
                .build();
        server.installPlugin(new TpchPlugin());
        server.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
        server.installPlugin(new MemoryPlugin());
        server.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "64MB"));
        // The node listens before it has the catalogs. Its threads keep the process alive.
        Files.createFile(Path.of(args[1]));
    }
}
