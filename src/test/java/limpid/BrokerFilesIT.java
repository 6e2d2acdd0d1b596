package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.FreePort;
import limpid.measure.Medium;
import limpid.people.AuditChain.Linked;
import limpid.people.AuditEntry;
import limpid.people.BrokerHash;
import limpid.people.IssuedKey;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.store.Keys;
import limpid.store.postgres.PostgresAudit;
import limpid.store.postgres.PostgresKeys;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import sim.Mosquitto;

/** Brokers ask for the users and rights that follow from the keys: a real Mosquitto by files, the embedded one by asking. */
class BrokerFilesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Keys keys = new PostgresKeys(POSTGRES.dataSource());

    private String make(String name, String role, Scope scope, Instant expiresAt) {
        String secret = Secrets.token();
        IssuedKey key = new IssuedKey(name, role, scope, NOW, "test", expiresAt, null, null);
        keys.add(key, Secrets.digest(secret), BrokerHash.of(key, secret));
        return secret;
    }

    @Test
    void aKeyWritesItsOwnStationsAndNothingElse() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Mosquitto.PROGRAM), "needs Debian's mosquitto");
        String own = make("logger-7", Role.STATION, Scope.ofStations(List.of("S-2", "S-3")), null);
        String other = make("S-9", Role.STATION, Scope.ofStations(List.of("S-8")), null);
        String over = make("old", Role.STATION, Scope.ofStations(List.of("S-2")), NOW.plusSeconds(60));
        make("lab", Role.ANALYST, Scope.EVERYWHERE, null);
        String limpid = Secrets.token();
        Files.writeString(folder.resolve("own.passwd"), "limpid:" + BrokerHash.of(limpid) + "\n");
        Files.writeString(folder.resolve("own.acl"), "user limpid\ntopic read limpid/v1/#\n");
        BrokerFiles files =
                new BrokerFiles(folder, code -> code.equals("S-3") ? Optional.empty() : Optional.of(Medium.AIR));
        assertTrue(files.write(keys.all(), NOW));
        assertFalse(files.write(keys.all(), NOW), "nothing has changed");
        assertEquals(
                List.of("limpid", "S-9", "logger-7", "old"),
                Files.readAllLines(folder.resolve("passwd")).stream()
                        .map(line -> line.split(":")[0])
                        .toList(),
                "no analyst");
        int port = FreePort.find();
        try (Mosquitto broker = Mosquitto.start(
                folder,
                port,
                "listener " + port + " 127.0.0.1\nallow_anonymous false\nuser root\nlog_type all\npassword_file "
                        + folder.resolve("passwd") + "\nacl_file " + folder.resolve("acl") + "\n")) {
            assertEquals("", publish(port, "logger-7", own, "limpid/v1/air/S-2/readings"));
            assertEquals("", publish(port, "logger-7", own, "limpid/v1/noise/S-3/status"), "not registered yet");
            assertEquals("", publish(port, "S-9", other, "limpid/v1/air/S-8/readings"));
            assertEquals("", publish(port, "logger-7", own, "v1.1/FeaturesOfInterest('S-2')/Observations"));
            refused(publish(port, "logger-7", own, "v1.1/FeaturesOfInterest('S-8')/Observations"), "another's station");
            refused(publish(port, "logger-7", own, "v1.1/Observations"), "any station");
            assertEquals("", publish(port, "old", over, "limpid/v1/air/S-2/readings"));
            refused(publish(port, "logger-7", own, "limpid/v1/air/S-8/readings"), "another's station");
            refused(publish(port, "logger-7", own, "limpid/v1/water/S-2/readings"), "another medium");
            refused(publish(port, "logger-7", own, "limpid/v1/air/S-2/other"), "another topic");
            refused(publish(port, "S-9", other, "limpid/v1/air/S-9/readings"), "a station named as the key");
            refused(publish(port, "logger-7", other, "limpid/v1/air/S-2/readings"), "another's key");
            refused(publish(port, "lab", own, "limpid/v1/air/S-2/readings"), "no station's key");

            keys.revoke("logger-7", NOW, "test");
            assertTrue(files.write(keys.all(), NOW.plusSeconds(61)));
            broker.stop();
            broker.start();
            refused(publish(port, "logger-7", own, "limpid/v1/air/S-2/readings"), "revoked");
            refused(publish(port, "old", over, "limpid/v1/air/S-2/readings"), "expired");
            assertEquals("", publish(port, "S-9", other, "limpid/v1/air/S-8/readings"));
        }
        assertRefusalsAreTold();
        Files.writeString(folder.resolve("own.passwd"), "S-9:x\n");
        assertThrows(IOException.class, () -> files.write(keys.all(), NOW), "two users of one name");
    }

    /** Mosquitto tells its log alone; the service reads it. */
    private void assertRefusalsAreTold() throws IOException {
        PostgresAudit audit = new PostgresAudit(POSTGRES.dataSource());
        MosquittoLog log = new MosquittoLog(new BrokerAudit(audit, () -> NOW));
        Files.readAllLines(folder.resolve("mosquitto.log")).forEach(log::read);
        List<AuditEntry> told = told(audit);
        assertEquals(
                List.of(
                        "logger-7 403 MQTT PUBLISH v1.1/FeaturesOfInterest('S-8')/Observations",
                        "logger-7 403 MQTT PUBLISH v1.1/Observations",
                        "logger-7 403 MQTT PUBLISH limpid/v1/air/S-8/readings",
                        "logger-7 403 MQTT PUBLISH limpid/v1/water/S-2/readings",
                        "logger-7 403 MQTT PUBLISH limpid/v1/air/S-2/other",
                        "S-9 403 MQTT PUBLISH limpid/v1/air/S-9/readings",
                        " 401 MQTT CONNECT ",
                        " 401 MQTT CONNECT ",
                        " 401 MQTT CONNECT ",
                        " 401 MQTT CONNECT "),
                told.stream().map(BrokerFilesIT::line).toList());
        assertTrue(told.stream().allMatch(entry -> entry.address().equals("127.0.0.1")), told::toString);
    }

    private static List<AuditEntry> told(PostgresAudit audit) {
        return audit.after(0, 100).stream()
                .map(Linked::entry)
                .filter(entry -> entry.action().startsWith("MQTT"))
                .toList();
    }

    private static String line(AuditEntry entry) {
        return entry.who() + " " + entry.status() + " " + entry.action() + " " + entry.target();
    }

    @Test
    void theEmbeddedBrokerAsksForTheSameKeys() throws Exception {
        String own = make("logger-3", Role.STATION, Scope.ofStations(List.of("E-2")), null);
        String over = make("over", Role.STATION, Scope.ofStations(List.of("E-2")), NOW.plusSeconds(2));
        String lab = make("lab-3", Role.ANALYST, Scope.EVERYWHERE, null);
        PostgresAudit audit = new PostgresAudit(POSTGRES.dataSource());
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        long before = told(audit).size();
        RegisteredUsers users = new RegisteredUsers(
                "limpid",
                "its-own",
                keys::all,
                code -> Optional.of(Medium.AIR),
                new BrokerAudit(audit, now::get),
                now::get);
        String readings = "limpid/v1/air/E-2/readings";
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, 1 << 20, users)) {
            MqttClient service = client(broker, "limpid", "its-own");
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            service.subscribe(
                    new MqttSubscription[] {new MqttSubscription("limpid/v1/#", 1)},
                    new IMqttMessageListener[] {(topic, message) -> received.add(topic)});
            MqttClient station = client(broker, "logger-3", own);
            station.publish(readings, new byte[] {'{', '}'}, 1, false);
            station.publish("limpid/v1/air/E-2/status", "online".getBytes(StandardCharsets.UTF_8), 1, true);
            assertEquals(readings, received.poll(10, TimeUnit.SECONDS));
            assertEquals("limpid/v1/air/E-2/status", received.poll(10, TimeUnit.SECONDS));
            station.publish(
                    "v1.1/FeaturesOfInterest('E-2')/Observations", "{}".getBytes(StandardCharsets.UTF_8), 1, false);
            attempt(() -> station.publish("v1.1/FeaturesOfInterest('E-3')/Observations", new byte[1], 1, false));
            attempt(() -> station.publish("v1.1/Observations", new byte[1], 1, false));
            attempt(() -> station.publish("limpid/v1/air/E-3/readings", new byte[1], 1, false));
            attempt(() -> station.publish("limpid/v1/water/E-2/readings", new byte[1], 1, false));
            attempt(() -> station.subscribe("limpid/v1/#", 1));
            keys.revoke("logger-3", NOW, "test");
            now.set(NOW.plusSeconds(3));
            attempt(() -> station.publish(readings, new byte[1], 1, false));
            for (String[] wrong : new String[][] {
                {"logger-3", own}, {"over", over}, {"lab-3", lab}, {"limpid", own}, {"nobody", "x"}, {"", ""}
            }) {
                assertRefused(() -> client(broker, wrong[0], wrong[1]).close());
            }
            assertNull(received.poll(1, TimeUnit.SECONDS), "nothing of what was refused arrives");
            service.disconnect();
            service.close();
        }
        List<String> told = told(audit).stream()
                .skip(before)
                .map(BrokerFilesIT::line)
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "logger-3 403 MQTT PUBLISH v1.1/FeaturesOfInterest('E-3')/Observations",
                        "logger-3 403 MQTT PUBLISH v1.1/Observations",
                        "logger-3 403 MQTT PUBLISH limpid/v1/air/E-3/readings",
                        "logger-3 403 MQTT PUBLISH limpid/v1/water/E-2/readings",
                        "logger-3 403 MQTT SUBSCRIBE ",
                        "logger-3 401 MQTT CONNECT ",
                        "over 401 MQTT CONNECT ",
                        "lab-3 401 MQTT CONNECT ",
                        "limpid 401 MQTT CONNECT ",
                        "nobody 401 MQTT CONNECT ",
                        " 401 MQTT CONNECT "),
                told);
    }

    private static MqttClient client(EmbeddedBroker broker, String user, String password) throws MqttException {
        MqttClient client = new MqttClient(broker.url(), "client-" + user, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        options.setAutomaticReconnect(false);
        client.setTimeToWait(5_000);
        client.connect(options);
        return client;
    }

    /** The client library tells the reason code of an acknowledgement to nobody; what does not arrive was refused. */
    private static void attempt(Executable asked) throws Exception {
        try {
            asked.execute();
        } catch (MqttException e) {
            assertTrue(e.getReasonCode() != 0, e::toString);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Executable asked) {
        assertThrows(MqttException.class, asked);
    }

    private static void refused(String said, String why) {
        assertTrue(said.toLowerCase(java.util.Locale.ROOT).contains("not authori"), why + ": " + said);
    }

    /** What mosquitto_pub has against it; empty where the broker took it. */
    private static String publish(int port, String user, String password, String topic) throws Exception {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-V", "5", "-h", "127.0.0.1"));
        command.addAll(List.of("-p", Integer.toString(port), "-u", user, "-P", password));
        command.addAll(List.of("-q", "1", "-t", topic, "-m", "{}"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(Duration.ofSeconds(20)), "mosquitto_pub goes on");
        return said;
    }
}
