package limpid.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.FreePort;
import org.junit.jupiter.api.Assumptions;
import sim.Mosquitto;

/** A broker as the service meets it: a door for the service and one for stations. */
interface StationsBroker extends AutoCloseable {
    /** The service's door. */
    MqttSettings service();

    /** The port of the stations' door. */
    int stations();

    /** Stops it and starts it again, on the same ports and with what it kept. */
    void restart() throws Exception;

    @Override
    void close() throws Exception;

    /** The one that comes along. */
    static StationsBroker embedded(Path folder) throws IOException {
        int port = FreePort.find();
        return new StationsBroker() {
            private EmbeddedBroker broker = EmbeddedBroker.start(folder, port);

            @Override
            public MqttSettings service() {
                return new MqttSettings(broker.url(), "", "", "service", 1000, 1 << 20);
            }

            @Override
            public int stations() {
                return port;
            }

            @Override
            public void restart() {
                broker.close();
                broker = EmbeddedBroker.start(folder, port);
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }

    /** Mosquitto with the files it is deployed with, but for ports, paths and the user it runs as. */
    static StationsBroker mosquitto(Path folder, String station) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Mosquitto.PROGRAM), "needs Debian's mosquitto");
        Path deployed = Path.of(".deploy/mosquitto");
        int inside = FreePort.find();
        int outside = FreePort.find();
        Path passwords = Files.createFile(folder.resolve("passwd"));
        for (String user : new String[] {"limpid", station}) {
            int code = new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), user, "secret")
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("mosquitto_passwd ended with " + code);
            }
        }
        Files.createDirectories(folder.resolve("listeners"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("listeners/listener.conf"),
                Files.readString(deployed.resolve("plain/listener.conf"))
                        .replace("listener 1883", "listener " + outside + " 127.0.0.1"));
        String configuration = Files.readString(deployed.resolve("mosquitto.conf"))
                        .replace("/run/secrets/mosquitto_passwd", passwords.toString())
                        .replace("/mosquitto/config", deployed.toAbsolutePath().toString())
                        .replace("/mosquitto/data", folder.resolve("data").toString())
                        .replace(
                                "/mosquitto/listeners",
                                folder.resolve("listeners").toString())
                        .replace("listener 1884", "listener " + inside + " 127.0.0.1")
                + "\nuser " + System.getProperty("user.name") + "\n";
        Mosquitto broker = Mosquitto.start(folder, inside, configuration);
        return new StationsBroker() {
            @Override
            public MqttSettings service() {
                return new MqttSettings(broker.url(), "limpid", "secret", "service", 1000, 1 << 20);
            }

            @Override
            public int stations() {
                return outside;
            }

            @Override
            public void restart() throws IOException, InterruptedException {
                broker.stop();
                broker.start();
            }

            @Override
            public void close() throws InterruptedException {
                broker.close();
            }
        };
    }
}
