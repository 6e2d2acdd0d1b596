package limpid.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT 5 broker on the loopback address whose messages, retained messages and sessions stay in a folder between
 * runs. A publication is acknowledged once it is on disk. Nothing is dropped: what does not fit in memory goes to disk,
 * and a message is offered again until it is acknowledged. It is for one machine alone, and asks for users where it is given some. It takes
 * readings and short statuses of stations and nothing else, and refuses what MQTT forbids, see {@link ClientPackets}.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String ACCEPTOR = "mqtt";
    private static final SimpleString NOWHERE = SimpleString.of("limpid/broker/nowhere");
    private static final int DEFAULT_LONGEST_PAYLOAD = 1 << 20;
    private static final int ROOM_IN_A_PACKET = 128 * 1024;
    private static final long MEMORY_BYTES = 32L << 20;
    private static final long MEMORY_BYTES_PER_TOPIC = 8L << 20;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int JOURNAL_FILE_BYTES = 4 << 20;
    private static final long LEAST_FREE_DISK_BYTES = 256L << 20;

    static {
        // From Java 24 on Netty leaves sun.misc.Unsafe alone unless told otherwise, and then cannot free the buffers in
        // which the broker reads its journal: the second start on a folder would fail. Must be set before Netty loads.
        System.setProperty("io.netty.noUnsafe", "false");
    }

    private final EmbeddedActiveMQ broker;

    private EmbeddedBroker(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    /** Starts with room for messages of 1 MiB. */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, DEFAULT_LONGEST_PAYLOAD);
    }

    /**
     * Starts on a folder, which only one process may use at a time.
     *
     * @param folder         holds {@code broker}, the messages and sessions
     * @param port           0 for any free one
     * @param longestPayload bytes of a message that is surely taken; one much longer is not, and its sender told
     * @throws CannotStart where the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(Path folder, int port, int longestPayload) {
        return start(folder, port, longestPayload, null);
    }

    /**
     * The same, for users.
     *
     * @param users who may enter, publish and subscribe; null for everybody on this machine
     * @throws CannotStart where the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(Path folder, int port, int longestPayload, @Nullable BrokerUsers users) {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        int longestPacket = longestPayload + ROOM_IN_A_PACKET;
        try {
            Configuration configuration = configuration(folder.toAbsolutePath().resolve("broker"), port, longestPacket);
            if (users != null) {
                // Asked anew each time: a key that was revoked is refused at once.
                configuration
                        .setSecurityEnabled(true)
                        .setAuthenticationCacheSize(0)
                        .setAuthorizationCacheSize(0);
                broker.setSecurityManager(new UserCheck(users));
            }
            broker.setConfiguration(configuration);
            broker.createActiveMQServer();
            ActiveMQServer server = broker.getActiveMQServer();
            StationTopics topics = new StationTopics(() -> retained(server), StationTopics.MOST_RETAINED);
            InOrder.install(server);
            PacketNumbers.install(server);
            server.addProtocolManagerFactory(new CheckedMqtt.Factory(() -> new ClientPackets(topics, longestPacket)));
            server.start();
        } catch (Exception e) {
            throw new CannotStart("starting the broker on " + folder + ", port " + port, e);
        }
        EmbeddedBroker started = new EmbeddedBroker(broker);
        if (!started.listens()) {
            started.close();
            throw new CannotStart("starting the broker on " + folder, "it cannot listen on port " + port);
        }
        return started;
    }

    private static Set<String> retained(ActiveMQServer server) {
        return server.getPostOffice()
                .getAllBindings()
                .map(binding -> binding.getUniqueName().toString())
                .filter(name -> name.startsWith(MQTTUtil.MQTT_RETAIN_ADDRESS_PREFIX))
                .map(name -> name.substring(MQTTUtil.MQTT_RETAIN_ADDRESS_PREFIX.length()))
                .collect(Collectors.toSet());
    }

    private static Configuration configuration(Path folder, int port, int longestPacket) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("limpid")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setGlobalMaxSize(MEMORY_BYTES)
                // A share of the disk says little on a large one; below the bound publishers wait, nothing is lost.
                .setMaxDiskUsage(-1)
                .setMinDiskFree(LEAST_FREE_DISK_BYTES)
                // It would halt the whole process when a slow disk makes it wait.
                .setCriticalAnalyzer(false)
                // The signs of MQTT, so that no topic is translated on its way.
                .setWildCardConfiguration(new WildcardConfiguration()
                        .setDelimiter('/')
                        .setSingleWord('+')
                        .setAnyWords('#'))
                .addAcceptorConfiguration(ACCEPTOR, acceptor(port, longestPacket))
                .setAddressSettings(Map.of("#", everyTopic()));
        return configuration;
    }

    private static String acceptor(int port, int longestPacket) {
        return "tcp://127.0.0.1:" + port + "?protocols=MQTT;topicAliasMaximum=0;maximumPacketSize=" + longestPacket;
    }

    private static AddressSettings everyTopic() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(MEMORY_BYTES_PER_TOPIC)
                .setPageSizeBytes(PAGE_BYTES)
                // After ten attempts the default drops a message: ten restarts of the service would lose readings.
                .setMaxDeliveryAttempts(-1)
                // An expiry that a station asks for would drop readings while the service is away, and the longest that
                // MQTT knows is taken here for one that has passed.
                .setNoExpiry(true)
                // Never used; the broker warns at each subscription where they are missing.
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE);
    }

    private boolean listens() {
        return broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor
                && acceptor.isStarted()
                && acceptor.getActualPort() > 0;
    }

    /** The port it listens on. */
    public int port() {
        if (broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor) {
            return acceptor.getActualPort();
        }
        throw new IllegalStateException("the broker has stopped");
    }

    /** Whether it works; it ends by itself where it cannot write to its files. */
    public boolean isRunning() {
        return broker.getActiveMQServer().isStarted();
    }

    /** Where to connect by MQTT. */
    public String url() {
        return "tcp://127.0.0.1:" + port();
    }

    /** Disconnects clients and closes the files; sessions and messages stay. */
    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new CannotStart("stopping the broker", e);
        }
    }
}
