package limpid.api.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one connection: ends it where the client lets us wait, that is where the head of a request does not come,
 * a body comes too slowly or an answer is read too slowly; holds its bodies to the memory there is for them; and adds to
 * every answer what browsers must be told. It never counts the time that we ourselves take.
 */
public final class ConnectionGuard extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int CHECKS = 4;
    private static final long LONGEST_CHECK = TimeUnit.SECONDS.toNanos(5);
    private static final long SHORTEST_CHECK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final double NANOS = 1e9;
    /** A packed body of a few bytes may unfold to the longest body there may be. */
    private static final long LONGEST_BODY = 10 * 1024 * 1024;

    private final ConnectionLimits limits;
    private final Function<String, byte[]> noRoom;
    private final Wire wire = new Wire();
    private final Pace sending = new Pace();
    private final Pace reading = new Pace();
    private String client = "unknown";
    private boolean proxy;
    private boolean counted;
    private boolean started;
    /** Requests whose answer is not over. */
    private int open;

    private boolean body;
    /** Whether we asked for bytes and have not got them. */
    private boolean asked;

    private String path = "";
    private boolean packed;
    private boolean answering;
    private boolean refused;
    /** Whether what came can be read no further, so that the connection ends with its answer. */
    private boolean garbled;

    private long bodyBytes;
    private long waitingSince;

    /**
     * Of a connection that is new.
     *
     * @param noRoom the problem document for a request to this path whose body has no room in memory
     */
    public ConnectionGuard(ConnectionLimits limits, Function<String, byte[]> noRoom) {
        this.limits = limits;
        this.noRoom = noRoom;
    }

    /** The part that sees the bytes on the wire; it comes first in the pipeline. */
    public ChannelDuplexHandler wire() {
        return wire;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            start(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        start(context);
        super.channelActive(context);
    }

    private void start(ChannelHandlerContext context) {
        if (started) {
            return;
        }
        started = true;
        waitingSince = System.nanoTime();
        if (context.channel().remoteAddress() instanceof InetSocketAddress peer) {
            String address = peer.getAddress().getHostAddress();
            client = Networks.client(address);
            proxy = limits.isProxy(address);
        }
        if (!proxy) {
            counted = limits.connections().take(client, 1);
            if (!counted) {
                LOG.debug("{} has as many connections as it may", client);
                var unused = context.close();
                return;
            }
        }
        long every = Math.min(limits.idle().toNanos(), limits.stall().toNanos()) / CHECKS;
        long period = Math.clamp(every, SHORTEST_CHECK, LONGEST_CHECK);
        var checks =
                context.executor().scheduleWithFixedDelay(() -> check(context), period, period, TimeUnit.NANOSECONDS);
        context.channel().closeFuture().addListener(closed -> checks.cancel(false));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (counted) {
            counted = false;
            limits.connections().giveBack(client, 1);
        }
        giveBackBody();
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            open++;
            body = true;
            answering = false;
            garbled = request.decoderResult().isFailure();
            path = new QueryStringDecoder(request.uri()).rawPath();
            packed = request.headers().contains(HttpHeaderNames.CONTENT_ENCODING);
            sending.restart(wire.received);
        }
        if (message instanceof HttpContent content && !room(content)) {
            ReferenceCountUtil.release(message);
            refuse(context);
            return;
        }
        if (message instanceof LastHttpContent) {
            body = false;
        }
        super.channelRead(context, message);
    }

    /** Once there is an answer nobody keeps what still comes. */
    private boolean room(HttpContent content) {
        long bytes = content.content().readableBytes();
        if (answering || bytes == 0) {
            return true;
        }
        long wanted = packed ? Math.max(0, LONGEST_BODY - bodyBytes) : bytes;
        if (!limits.takeBody(client, proxy, wanted)) {
            return false;
        }
        bodyBytes += wanted;
        return true;
    }

    private void refuse(ChannelHandlerContext context) {
        refused = true;
        giveBackBody();
        ByteBuf text = Unpooled.wrappedBuffer(noRoom.apply(path));
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, text);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes())
                .set(HttpHeaderNames.RETRY_AFTER, "5")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        AnswerHeaders.addTo(answer.headers(), isTls(context));
        // To close with bytes unread resets the connection, and the answer is lost on its way.
        context.channel().config().setAutoRead(true);
        context.writeAndFlush(answer).addListener(written -> {
            var unused = context.executor()
                    .schedule(() -> end(context, "no room for a body"), LINGER.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private void giveBackBody() {
        if (bodyBytes > 0) {
            limits.giveBackBody(client, proxy, bodyBytes);
            bodyBytes = 0;
        }
    }

    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        asked = true;
        super.read(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answering = true;
            AnswerHeaders.addTo(response.headers(), isTls(context));
            if (garbled) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (message instanceof LastHttpContent) {
            ChannelPromise told = promise.unvoid();
            told.addListener(done -> over());
            super.write(context, message, told);
            return;
        }
        super.write(context, message, promise);
    }

    private void over() {
        open = Math.max(0, open - 1);
        waitingSince = System.nanoTime();
        if (open == 0) {
            giveBackBody();
        }
    }

    private static boolean isTls(ChannelHandlerContext context) {
        return context.pipeline().get(SslHandler.class) != null;
    }

    private void check(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (open == 0 && !body && wire.waiting == 0) {
            if (now - waitingSince > limits.idle().toNanos()) {
                end(context, "no request came");
            }
            return;
        }
        if (limits.leastRate() == 0) {
            return;
        }
        boolean slow = sending.isSlow(body && asked, wire.received, now)
                || reading.isSlow(wire.waiting > 0, wire.sent(context), now);
        if (slow) {
            end(context, body ? "a body came too slowly" : "an answer was read too slowly");
        }
    }

    private void end(ChannelHandlerContext context, String why) {
        LOG.debug("connection of {} ended: {}", client, why);
        var unused = context.close();
    }

    /** Bytes over time. */
    private final class Pace {
        private long bytes;
        private long since;
        private boolean running;

        void restart(long bytesNow) {
            bytes = bytesNow;
            since = System.nanoTime();
            running = false;
        }

        /** Whether over the last whole span, during all of which we waited, less came through than must. */
        boolean isSlow(boolean waiting, long bytesNow, long now) {
            if (!waiting || !running) {
                running = waiting;
                bytes = bytesNow;
                since = now;
                return false;
            }
            if (now - since < limits.stall().toNanos()) {
                return false;
            }
            boolean slow = bytesNow - bytes < limits.leastRate() * ((now - since) / NANOS);
            bytes = bytesNow;
            since = now;
            return slow;
        }
    }

    /** Counts what passes on the wire. */
    private final class Wire extends ChannelDuplexHandler {
        private long received;
        private long sent;
        private long waiting;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            received += size(message);
            asked = false;
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            long bytes = size(message);
            if (bytes == 0) {
                super.write(context, message, promise);
                return;
            }
            waiting += bytes;
            ChannelPromise told = promise.unvoid();
            told.addListener(done -> {
                waiting -= bytes;
                sent += bytes;
            });
            super.write(context, message, told);
        }

        /** What the network has taken, of a write that is under way too. */
        long sent(ChannelHandlerContext context) {
            @Nullable ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
            return sent + (buffer == null ? 0 : buffer.currentProgress());
        }

        private long size(Object message) {
            return switch (message) {
                case ByteBuf bytes -> bytes.readableBytes();
                case ByteBufHolder holder -> holder.content().readableBytes();
                case FileRegion file -> file.count();
                default -> 0;
            };
        }
    }
}
