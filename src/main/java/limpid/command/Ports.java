package limpid.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out that a port is taken before anything is started. */
final class Ports {
    private Ports() {}

    /**
     * Refuses a port that cannot be listened on.
     *
     * @param setting the setting that changes it
     * @throws UsageException with the setting's name
     */
    static void requireFree(String host, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UsageException("cannot listen on " + host + ":" + port + " (" + e.getMessage() + "); set "
                    + setting + " to another port, for example " + setting + "=" + (port + 10_000) % 60_000);
        }
    }
}
