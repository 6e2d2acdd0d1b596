package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import limpid.measure.Medium;
import limpid.people.BrokerHash;
import limpid.people.IssuedKey;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.store.Keys;
import limpid.store.postgres.PostgresKeys;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sim.Mosquitto;

/** A real Mosquitto with the files that are written from the keys. */
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
        int port = Mosquitto.freePort();
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
        String log = Files.readString(folder.resolve("mosquitto.log"));
        assertTrue(log.contains("Denied PUBLISH"), log);
        Files.writeString(folder.resolve("own.passwd"), "S-9:x\n");
        assertThrows(IOException.class, () -> files.write(keys.all(), NOW), "two users of one name");
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
