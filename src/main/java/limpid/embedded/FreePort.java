package limpid.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of this machine that nobody listens on. It is none of those that a system gives to whoever connects somewhere, from 32,768
 * on: such a one may be taken before the server that it was found for listens.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int LAST = 20_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** @throws CannotStart where none is found */
    public static int find() {
        IOException taken = new IOException("none was tried");
        for (int left = TRIES; left > 0; left--) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new CannotStart("finding a free port", taken);
    }
}
