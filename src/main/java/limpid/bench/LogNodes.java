package limpid.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;

/** The nodes of a log as processes of their own, each broker and controller. */
public final class LogNodes implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_COPIES = 3;
    private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";
    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final String classPath;
    private final Path folder;
    private final List<Node> nodes = new ArrayList<>();

    /** A node of a number, from 1 on. */
    private final class Node {
        private final int number;
        private final int port;
        private final Path own;
        private Process process;

        Node(int number, int port, int controller, String voters, int count) throws IOException, InterruptedException {
            this.number = number;
            this.port = port;
            this.own = Files.createDirectories(folder.resolve("log-" + number));
            String copies = Integer.toString(Math.min(MOST_COPIES, count));
            Map<String, String> properties = Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", Integer.toString(number)),
                    Map.entry("controller.quorum.voters", voters),
                    Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                    Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    Map.entry("log.dirs", own.resolve("data").toString()),
                    Map.entry("offsets.topic.num.partitions", "3"),
                    Map.entry("offsets.topic.replication.factor", copies),
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("broker.session.timeout.ms", "3000"),
                    Map.entry("broker.heartbeat.interval.ms", "500"),
                    // The default asks for more memory than a small node has.
                    Map.entry("log.cleaner.dedupe.buffer.size", "12582912"));
            Files.write(
                    file(),
                    properties.entrySet().stream()
                            .map(property -> property.getKey() + "=" + property.getValue())
                            .toList());
            Files.writeString(own.resolve("logback.xml"), LOGGING);
            process = run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", file().toString());
            if (process.waitFor() != 0) {
                throw new BenchException("a node of the log cannot be made, see " + said(), null);
            }
        }

        private Path file() {
            return own.resolve("node.properties");
        }

        private Path said() {
            return own.resolve("said");
        }

        private Process run(String program, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=" + own.resolve("logback.xml"),
                    "-cp",
                    classPath,
                    program));
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said().toFile())
                    .start();
        }

        void begin() throws IOException {
            process = run("kafka.Kafka", file().toString());
        }

        void awaitStarted() throws IOException, InterruptedException {
            long last = System.nanoTime() + LONGEST_START.toNanos();
            while (!isListening()) {
                if (!process.isAlive() || System.nanoTime() > last) {
                    throw new BenchException("node " + number + " of the log does not start, see " + said(), null);
                }
                Thread.sleep(PAUSE);
            }
        }

        private boolean isListening() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                // Not yet.
                return false;
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    private LogNodes(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /**
     * So many nodes of one log, started and ready.
     *
     * @param folder    for their data
     * @param classPath of the program of the nodes, kafka_2.13 and what it needs
     */
    public static LogNodes start(Path folder, String classPath, int count) throws IOException, InterruptedException {
        LogNodes log = new LogNodes(folder, classPath);
        List<Integer> ports = new ArrayList<>();
        List<String> voters = new ArrayList<>();
        for (int number = 1; number <= 2 * count; number++) {
            ports.add(ServiceChild.freePort());
        }
        for (int number = 1; number <= count; number++) {
            voters.add(number + "@127.0.0.1:" + ports.get(count + number - 1));
        }
        try {
            for (int number = 1; number <= count; number++) {
                log.nodes.add(log
                .new Node(
                        number, ports.get(number - 1), ports.get(count + number - 1), String.join(",", voters), count));
            }
            for (Node node : log.nodes) {
                node.begin();
            }
            log.awaitStarted();
            return log;
        } catch (IOException | InterruptedException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void awaitStarted() throws IOException, InterruptedException {
        for (Node node : nodes) {
            node.awaitStarted();
        }
    }

    /** How clients name it: {@code host:port,...}. */
    public String servers() {
        return String.join(
                ",", nodes.stream().map(node -> "127.0.0.1:" + node.port).toList());
    }

    /** What a service is told to use it. */
    public Map<String, String> settings() {
        return Map.of(
                "LIMPID_LOG_URL", servers(),
                "LIMPID_LOG_COPIES", Integer.toString(Math.min(MOST_COPIES, nodes.size())),
                "LIMPID_LOG_PARTITIONS", "12");
    }

    /** Kills the node that leads the first partition of a topic, and starts it after a pause. */
    void killLeader(String topic, Duration away) throws IOException, InterruptedException {
        Node leader = leader(topic);
        leader.kill();
        Thread.sleep(away);
        leader.begin();
        leader.awaitStarted();
    }

    private Node leader(String topic) throws InterruptedException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", servers());
        try (Admin admin = Admin.create(properties)) {
            TopicPartitionInfo first = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(1, TimeUnit.MINUTES)
                            .get(topic))
                    .partitions()
                    .getFirst();
            return nodes.get(first.leader().id() - 1);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("asking who leads " + topic, e);
        }
    }

    /** Kills all nodes but one, and starts them after a pause. */
    void killMost(Duration away) throws IOException, InterruptedException {
        List<Node> killed = nodes.subList(1, nodes.size());
        for (Node node : killed) {
            node.kill();
        }
        Thread.sleep(away);
        for (Node node : killed) {
            node.begin();
        }
        for (Node node : killed) {
            node.awaitStarted();
        }
    }

    /** Ends them. */
    @Override
    public void close() {
        nodes.forEach(node -> node.process.destroyForcibly());
    }
}
