package limpid.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import limpid.embedded.FreePort;
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
    private final List<String> clients;
    private final List<Node> nodes = new ArrayList<>();

    /** A node of a number, from 1 on. */
    private final class Node {
        private final int number;
        private final int port;
        private final Path own;

        /** By client: a listener of its own behind a door that can be held shut. */
        private final Map<String, Relay> doors = new TreeMap<>();

        private Process process;

        Node(int number, int port, int controller, String voters, int count) throws IOException, InterruptedException {
            this.number = number;
            this.port = port;
            this.own = Files.createDirectories(folder.resolve("log-" + number));
            String copies = Integer.toString(Math.min(MOST_COPIES, count));
            StringBuilder listeners = new StringBuilder();
            StringBuilder advertised = new StringBuilder();
            StringBuilder protocols = new StringBuilder();
            for (String client : clients) {
                int behind = FreePort.find();
                Relay door = Relay.to(behind);
                doors.put(client, door);
                String listener = "FOR_" + doors.size();
                listeners.append(',').append(listener).append("://127.0.0.1:").append(behind);
                advertised.append(',').append(listener).append("://127.0.0.1:").append(door.port());
                protocols.append(',').append(listener).append(":PLAINTEXT");
            }
            Map<String, String> properties = Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", Integer.toString(number)),
                    Map.entry("controller.quorum.voters", voters),
                    Map.entry(
                            "listeners",
                            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller + listeners),
                    Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + advertised),
                    Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT" + protocols),
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
                    ServiceChild.java(),
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

        Relay doorOf(String client) {
            return Objects.requireNonNull(doors.get(client), client);
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

        private void closeDoors() {
            try {
                for (Relay door : doors.values()) {
                    door.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("closing the doors of node " + number, e);
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    private LogNodes(Path folder, String classPath, Collection<String> clients) {
        this.folder = folder;
        this.classPath = classPath;
        this.clients = List.copyOf(clients);
    }

    /**
     * So many nodes of one log, started and ready.
     *
     * @param folder    for their data
     * @param classPath of the program of the nodes, kafka_2.13 and what it needs
     * @param clients   that can be cut off from it, each by itself
     */
    public static LogNodes start(Path folder, String classPath, int count, Collection<String> clients)
            throws IOException, InterruptedException {
        LogNodes log = new LogNodes(folder, classPath, clients);
        List<Integer> ports = new ArrayList<>();
        List<String> voters = new ArrayList<>();
        for (int number = 1; number <= 2 * count; number++) {
            ports.add(FreePort.find());
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

    /** What one of its clients is told to use it. */
    Map<String, String> settings(String client) {
        String servers = clients.contains(client)
                ? nodes.stream()
                        .map(node -> "127.0.0.1:" + node.doorOf(client).port())
                        .collect(Collectors.joining(","))
                : servers();
        return Map.of(
                "LIMPID_LOG_URL",
                servers,
                "LIMPID_LOG_COPIES",
                Integer.toString(Math.min(MOST_COPIES, nodes.size())),
                "LIMPID_LOG_PARTITIONS",
                "12");
    }

    /** Cuts a client off: what it sends does not arrive for so long, nor what it is sent. Nobody is told. */
    void cutOff(String client, Duration length) {
        nodes.forEach(node -> node.doorOf(client).hold(length));
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
        nodes.forEach(Node::closeDoors);
    }
}
