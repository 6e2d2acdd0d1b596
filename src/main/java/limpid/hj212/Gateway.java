package limpid.hj212;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.LoggerKeys;
import limpid.flow.Taker;
import limpid.hj212.GatewayCounts.Ended;
import limpid.station.Loggers;
import org.jspecify.annotations.Nullable;

/**
 * The TCP port for data loggers that speak HJ 212, one connection each. What arrives goes the way of every message; a frame is
 * answered when it is on disk. A logger that is slow, silent or noisy holds nobody but itself.
 */
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final int IO_THREADS = 2;
    private static final int BYTES_OF_A_READ = 4096;
    private static final int WAITING_CONNECTIONS = 256;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Address address;
    private final GatewayLimits limits;
    private final Shared shared;
    private final Map<String, Integer> ofAddress = new HashMap<>();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EventLoopGroup loops;
    private volatile @Nullable Channel listening;

    /**
     * Where to listen.
     *
     * @param port 0 for any free one; none where it is not to listen at all
     */
    public record Address(String host, OptionalInt port) {}

    /** What all connections share. */
    record Shared(
            Set<Deviation> refused,
            LoggerKeys keys,
            Loggers loggers,
            Taker taker,
            Statements statements,
            Clock clock,
            GatewayCounts counts,
            Roll roll,
            Turns turns,
            boolean several) {}

    /**
     * A gateway that does not yet listen.
     *
     * @param refused    deviations that are not tolerated
     * @param keys       of loggers that encrypt
     * @param statements who keeps what loggers say of themselves
     * @param several    whether loggers may go to another gateway while what they sent still waits here: then a frame with a number
     *                   is told from a new one wherever it comes again
     */
    public Gateway(
            Address address,
            GatewayLimits limits,
            Set<Deviation> refused,
            LoggerKeys keys,
            Loggers loggers,
            Taker taker,
            Statements statements,
            Clock clock,
            boolean several) {
        this.address = address;
        this.limits = limits;
        this.shared = new Shared(
                Set.copyOf(refused),
                keys,
                loggers,
                taker,
                statements,
                clock,
                new GatewayCounts(),
                new Roll(),
                new Turns(),
                several);
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException where the address cannot be listened on
     */
    public void start() {
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                IO_THREADS, Thread.ofPlatform().daemon().name("hj212-", 0).factory(), NioIoHandler.newFactory());
        loops = threads;
        ServerBootstrap server = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, WAITING_CONNECTIONS)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BYTES_OF_A_READ))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        take(channel);
                    }
                });
        try {
            Channel bound = server.bind(
                            new InetSocketAddress(address.host(), address.port().orElseThrow()))
                    .syncUninterruptibly()
                    .channel();
            listening = bound;
            LOG.log(Level.INFO, "data loggers connect to {0}", bound.localAddress());
        } catch (Exception e) {
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(PATIENCE_AT_CLOSE.toMillis());
            throw new IllegalStateException(
                    "cannot listen on " + address.host() + ":" + address.port().orElseThrow() + " (LIMPID_HJ212_PORT): "
                            + e,
                    e);
        }
    }

    private void take(SocketChannel channel) {
        String from = channel.remoteAddress().getAddress().getHostAddress();
        if (!enter(from)) {
            shared.counts.add(Ended.TOO_MANY);
            var unused = channel.close();
            return;
        }
        Session session = new Session(channel, from, limits.frameTime(), shared);
        sessions.add(session);
        channel.closeFuture().addListener(closed -> {
            sessions.remove(session);
            leave(from);
        });
        channel.pipeline()
                .addLast(new IdleStateHandler(limits.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast(session);
    }

    private boolean enter(String from) {
        synchronized (ofAddress) {
            int all = ofAddress.values().stream().mapToInt(Integer::intValue).sum();
            int mine = ofAddress.getOrDefault(from, 0);
            if (all >= limits.connections() || mine >= limits.ofAnAddress()) {
                return false;
            }
            ofAddress.put(from, mine + 1);
            return true;
        }
    }

    private void leave(String from) {
        synchronized (ofAddress) {
            ofAddress.computeIfPresent(from, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Whether it is not to listen at all. */
    public boolean isOff() {
        return address.port().isEmpty();
    }

    /** Whether data loggers can connect. */
    public boolean isListening() {
        Channel bound = listening;
        return bound != null && bound.isActive();
    }

    /** The port it listens on; 0 while it does not. */
    public int port() {
        Channel bound = listening;
        return bound != null && bound.localAddress() instanceof InetSocketAddress here ? here.getPort() : 0;
    }

    /** How many are connected. */
    public int connections() {
        return sessions.size();
    }

    /** Since when each logger of a registered station is connected, by the station's code. */
    public Map<String, Instant> connectedSince() {
        return shared.roll.since();
    }

    /** Who is heard. */
    Roll roll() {
        return shared.roll;
    }

    /** What was counted since the start. */
    public GatewayCounts counts() {
        return shared.counts;
    }

    /** Takes nothing more. What is not yet on disk stays unanswered, and its logger sends it again. */
    @Override
    public void close() {
        Channel bound = listening;
        listening = null;
        if (bound != null) {
            bound.close().syncUninterruptibly();
        }
        sessions.forEach(Session::stop);
        EventLoopGroup threads = loops;
        if (threads != null) {
            threads.shutdownGracefully(0, PATIENCE_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)
                    .awaitUninterruptibly(PATIENCE_AT_CLOSE.toMillis());
        }
    }
}
