package limpid.hj212;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The line between an uplink and a platform: it lets so many answers through and no more, or is cut. */
final class Relay implements AutoCloseable {
    private static final String ANSWER = "CN=9014";

    private final int platform;
    private final ServerSocket server;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private long left;
    private boolean held;
    private boolean cut;

    Relay(int platform) throws IOException {
        this.platform = platform;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on so many answers go through; the next one is held back. */
    synchronized void letAnswers(long count) {
        left = count;
        held = false;
        cut = false;
        notifyAll();
    }

    /** Nobody gets through until answers are let through again. */
    synchronized void cut() throws IOException {
        cut = true;
        left = 0;
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
        notifyAll();
    }

    /** Waits until an answer is held back. */
    synchronized void awaitHeld() throws InterruptedException {
        while (!held) {
            wait();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                if (isCut()) {
                    caller.close();
                    continue;
                }
                Socket called = new Socket();
                called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), platform));
                ends.addAll(List.of(caller, called));
                pump(caller, called, false);
                pump(called, caller, true);
            } catch (IOException e) {
                // The relay is closed, or the platform is: callers see the end of the line.
            }
        }
    }

    private synchronized boolean isCut() {
        return cut;
    }

    private void pump(Socket from, Socket to, boolean answers) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (byte[] line = line(in); line.length > 0; line = line(in)) {
                    if (answers && !isLet(line, from)) {
                        return;
                    }
                    out.write(line);
                    out.flush();
                }
            } catch (IOException | InterruptedException e) {
                // The other side sees the end of the line.
            }
        });
    }

    /** Waits until an answer may go through; false where the line is gone meanwhile. */
    private synchronized boolean isLet(byte[] line, Socket from) throws InterruptedException {
        if (!new String(line, StandardCharsets.ISO_8859_1).contains(ANSWER)) {
            return true;
        }
        while (left == 0 && !from.isClosed()) {
            held = true;
            notifyAll();
            wait();
        }
        if (from.isClosed()) {
            return false;
        }
        left--;
        return true;
    }

    private static byte[] line(InputStream in) throws IOException {
        List<Byte> line = new ArrayList<>();
        try {
            for (int one = in.read(); one >= 0; one = in.read()) {
                line.add((byte) one);
                if (one == '\n') {
                    break;
                }
            }
        } catch (SocketException e) {
            line.clear();
        }
        byte[] bytes = new byte[line.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = line.get(i);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
