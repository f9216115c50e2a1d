import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Runs a node in this process until it is terminated: {@code java EmbeddedNode.java HOME CONFIG name=value ...}. */
public final class EmbeddedNode {

    private EmbeddedNode() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.builder().put("path.home", arguments[0]).put("transport.type", "netty4").put("http.type", "netty4");
        Arrays.stream(arguments).skip(2).map(each -> each.split("=", 2)).forEach(each -> settings.put(each[0], each[1]));
        var environment = new Environment(settings.build(), Path.of(arguments[1]));
        // Must run before anything logs, as in Elasticsearch's own startup.
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureESLogging();
        LogConfigurator.configure(environment, true);
        var plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
            Map.of(),
            false);
        var node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close"));
        node.start();
        new CountDownLatch(1).await();
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (java.io.IOException exception) {
            exception.printStackTrace();
        }
    }
}
