package limpid.hj212;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.decode.FrameTopic;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Command;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.hj212.Piece;
import limpid.decode.hj212.Splitter;
import limpid.flow.BackOff;
import limpid.flow.Delivery;
import limpid.hj212.GatewayCounts.Ended;
import limpid.hj212.GatewayCounts.Kind;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;
import limpid.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * One connection. The network's thread cuts what comes into pieces; a thread of the connection hands them on, one after the
 * other, and may wait. While too much waits, nothing more is read, and the sender has to wait too.
 */
final class Session extends SimpleChannelInboundHandler<ByteBuf> {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);
    private static final int MOST_WAITING_BYTES = 64 * 1024;
    private static final int MOST_UNANSWERED = 256;
    private static final int MOST_NOISE = 16;
    private static final int MOST_WRONG_PASSWORDS = 10;
    private static final int MOST_PACKETS_IN_PARTS = 4;
    private static final String ORIGIN = "hj212";
    private static final Pattern MN = Pattern.compile("MN=([^;&#\\s]{1,64})");

    private final SocketChannel channel;
    private final String from;
    private final Duration frameTime;
    private final Gateway.Shared shared;
    private final Splitter splitter;
    private final Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
    private final Thread worker;
    private final Instant since;
    private final long number;
    private volatile @Nullable Instant until;
    private final LongAdder refusals = new LongAdder();

    private final Deque<Piece> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long arrived;
    private long handedOn;
    private boolean over;
    private boolean stopped;
    private boolean left;

    /** The first parts of packets that came in parts, which tell their time. Only the worker looks at them. */
    private final Map<String, byte[]> firstParts = new LinkedHashMap<>();

    private int noise;
    private int wrongPasswords;
    private boolean anyFrame;

    private @Nullable Ended why;
    private @Nullable Future<?> frameClock;

    Session(SocketChannel channel, String from, Duration frameTime, Gateway.Shared shared) {
        this.channel = channel;
        this.from = from;
        this.frameTime = frameTime;
        this.shared = shared;
        this.splitter = new Splitter(shared.keys());
        this.since = shared.clock().instant();
        this.number = shared.turns().begin();
        this.worker = Thread.ofVirtual().name("hj212 " + from).unstarted(this::work);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        worker.start();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        boolean[] any = {false};
        splitter.feed(bytes, 0, bytes.length, piece -> {
            any[0] = true;
            arrived(piece);
        });
        if (any[0] || frameClock == null || !splitter.isMidway()) {
            watchFrame();
        }
        watchRoom();
    }

    /** A frame that has begun must come to its end in time; one that merely lacks its tail then counts as whole. */
    private void watchFrame() {
        if (frameClock != null) {
            frameClock.cancel(false);
            frameClock = null;
        }
        if (splitter.isMidway()) {
            frameClock = channel.eventLoop().schedule(this::frameIsLate, frameTime.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void frameIsLate() {
        frameClock = null;
        if (!splitter.isMidway() || !channel.config().isAutoRead()) {
            // Where it was us who did not read, it is not the sender who is slow.
            watchFrame();
            return;
        }
        boolean[] slow = {false};
        splitter.end(piece -> {
            slow[0] |= !piece.isFrame();
            arrived(piece);
        });
        if (slow[0]) {
            end(Ended.SLOW);
        }
    }

    private void arrived(Piece piece) {
        shared.counts().add(Kind.ARRIVED);
        synchronized (waiting) {
            waiting.add(piece);
            arrived++;
            waitingBytes += piece.bytes().length;
            waiting.notifyAll();
        }
    }

    private void watchRoom() {
        synchronized (waiting) {
            channel.config().setAutoRead(waitingBytes < MOST_WAITING_BYTES && channel.isWritable());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        watchRoom();
        if (!channel.isWritable()) {
            var unused = channel.eventLoop().schedule(this::isItDeaf, frameTime.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    private void isItDeaf() {
        if (channel.isActive() && !channel.isWritable()) {
            end(Ended.DEAF);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // Nothing is heard of it while nothing is read of it.
        if (event instanceof IdleStateEvent && channel.config().isAutoRead()) {
            end(Ended.IDLE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (frameClock != null) {
            frameClock.cancel(false);
        }
        splitter.end(this::arrived);
        until = shared.clock().instant();
        synchronized (waiting) {
            shared.counts().add(why == null ? Ended.LEFT : why);
            over = true;
            waiting.notifyAll();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "the connection from {0} failed: {1}", from, cause);
        end(Ended.FAILED);
    }

    private void end(Ended reason) {
        synchronized (waiting) {
            why = why == null ? reason : why;
        }
        var unused = channel.close();
    }

    /** Hands on nothing more; what waits stays unanswered. */
    void stop() {
        synchronized (waiting) {
            stopped = true;
            waiting.notifyAll();
        }
        worker.interrupt();
        var unused = channel.close();
    }

    /** What has arrived is handed on to its last piece, also after the connection is gone. */
    private void work() {
        try {
            for (Piece piece = next(); piece != null; piece = next()) {
                handle(piece);
                synchronized (waiting) {
                    handedOn++;
                    waiting.notifyAll();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the connection from {0} is stopped", from);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "handling what " + from + " sent failed; its connection is ended", e);
            stop();
        } finally {
            shared.roll().left(this);
            shared.turns().left(this);
            synchronized (waiting) {
                left = true;
                waiting.notifyAll();
            }
        }
    }

    /** Returns when it has handed on what has arrived by now, or ends without. */
    private void awaitHandedOn() throws InterruptedException {
        synchronized (waiting) {
            long until = arrived;
            while (handedOn < until && !left) {
                waiting.wait();
            }
        }
    }

    private void awaitTurn(String mn) throws InterruptedException {
        Session before = shared.turns().before(this, mn);
        if (before != null) {
            before.awaitHandedOn();
        }
    }

    private @Nullable Piece next() throws InterruptedException {
        Piece piece;
        synchronized (waiting) {
            while (waiting.isEmpty() && !over && !stopped) {
                waiting.wait();
            }
            piece = stopped ? null : waiting.poll();
            if (piece != null) {
                waitingBytes -= piece.bytes().length;
            }
        }
        if (piece != null && !channel.config().isAutoRead()) {
            channel.eventLoop().execute(this::watchRoom);
        }
        return piece;
    }

    private void handle(Piece piece) throws InterruptedException {
        switch (Frame.read(piece)) {
            case Frame.Result.Good good -> handle(good.frame(), piece);
            case Frame.Result.Bad bad -> {
                refuse(piece, bad.refusal());
                noise++;
                if (!anyFrame && noise >= MOST_NOISE) {
                    end(Ended.NOISE);
                }
            }
        }
    }

    private void handle(Frame frame, Piece piece) throws InterruptedException {
        frame.deviations().forEach(shared.counts()::add);
        Optional<Deviation> refused =
                frame.deviations().stream().filter(shared.refused()::contains).findFirst();
        if (refused.isPresent()) {
            refuse(
                    piece,
                    new Refusal(
                            Reason.BAD_FRAME,
                            "",
                            refused.get().code() + ": " + refused.get().nameEn()
                                    + ", which is refused here (LIMPID_HJ212_REFUSE)"));
            return;
        }
        awaitTurn(frame.mn());
        if (Command.isTalk(frame.command())) {
            talk(frame, piece);
            return;
        }
        Optional<Station> station = station(frame.mn());
        if (station.isPresent() && !station.get().logger().admits(station.get().code(), frame.field("PW"))) {
            refuse(
                    piece,
                    new Refusal(Reason.WRONG_PASSWORD, "/PW", "the password is not that of the station with this MN"));
            wrongPasswords++;
            if (wrongPasswords >= MOST_WRONG_PASSWORDS) {
                end(Ended.PASSWORDS);
            }
            return;
        }
        anyFrame = true;
        shared.roll()
                .of(this, frame.mn(), station.map(Station::code).orElse(""))
                .ifPresent(
                        voice -> voice.hear(frame, piece.bytes(), shared.clock().instant()));
        if (station.isEmpty()) {
            shared.counts().add(Reason.UNKNOWN_STATION);
        } else if (Statements.isOne(frame)) {
            keep(station.get(), frame);
            return;
        }
        handOn(
                new Payload(
                        FrameTopic.of(frame.mn()).toString(),
                        message(frame, piece.bytes()),
                        shared.clock().instant(),
                        ORIGIN,
                        handover(frame)),
                null,
                frame);
    }

    private @Nullable Handover handover(Frame frame) {
        return shared.several() && !frame.field("QN").isEmpty() ? Handover.numbered() : null;
    }

    /** Answers and heartbeats; those of a logger that never gave its password are not listened to. */
    private void talk(Frame frame, Piece piece) throws InterruptedException {
        shared.counts().add(Kind.TALK);
        if (frame.command() == Command.HEARTBEAT) {
            station(frame.mn())
                    .filter(station -> station.logger().admits(station.code(), frame.field("PW")))
                    .flatMap(station -> shared.roll().of(this, frame.mn(), station.code()))
                    .ifPresent(voice ->
                            voice.hear(frame, piece.bytes(), shared.clock().instant()));
            answer(frame);
        } else {
            shared.roll()
                    .known(this, frame.mn())
                    .ifPresent(voice ->
                            voice.hear(frame, piece.bytes(), shared.clock().instant()));
        }
    }

    /** What it says of itself is kept before it is answered, as readings are. */
    private void keep(Station station, Frame frame) throws InterruptedException {
        Instant now = shared.clock().instant();
        whenTheStoreIsThere(() -> {
            shared.statements().keep(station, frame, now);
            return true;
        });
        shared.counts().add(Kind.KEPT);
        answer(frame);
    }

    /** A later part that does not tell its time is put behind the first one, which does. */
    private byte[] message(Frame frame, byte[] bytes) {
        if (frame.part() == 0) {
            return bytes;
        }
        String packet = frame.mn() + ";" + frame.command() + ";" + frame.field("PNUM");
        if (frame.value("DataTime").isPresent()) {
            firstParts.remove(packet);
            firstParts.put(packet, bytes);
            if (firstParts.size() > MOST_PACKETS_IN_PARTS) {
                firstParts.remove(firstParts.keySet().iterator().next());
            }
            return bytes;
        }
        byte[] first = firstParts.get(packet);
        if (first == null) {
            return bytes;
        }
        byte[] both = Arrays.copyOf(first, first.length + bytes.length);
        System.arraycopy(bytes, 0, both, first.length, bytes.length);
        return both;
    }

    private Optional<Station> station(String mn) throws InterruptedException {
        return whenTheStoreIsThere(() -> shared.loggers().byMn(mn));
    }

    private static <T> T whenTheStoreIsThere(Supplier<T> work) throws InterruptedException {
        Duration pause = BACK_OFF.first();
        while (true) {
            try {
                return work.get();
            } catch (StoreUnavailable e) {
                LOG.log(Level.DEBUG, "the store is away: {0}", e.getMessage());
                Thread.sleep(pause);
                pause = BACK_OFF.after(pause);
            }
        }
    }

    /** It goes to the desk whole and stays unanswered: a logger whose frame was spoilt on the way sends it again. */
    private void refuse(Piece piece, Refusal refusal) throws InterruptedException {
        shared.counts().add(refusal.reason());
        refusals.increment();
        Matcher named = MN.matcher(new String(piece.bytes(), StandardCharsets.ISO_8859_1));
        String topic = FrameTopic.of(named.find() ? named.group(1) : "").toString();
        handOn(new Payload(topic, piece.bytes(), shared.clock().instant(), ORIGIN), refusal, null);
    }

    private void handOn(Payload payload, @Nullable Refusal refusal, @Nullable Frame frame) throws InterruptedException {
        unanswered.acquire();
        Delivery delivery = new Delivery(payload, refusal, () -> {
            unanswered.release();
            shared.counts().add(Kind.KEPT);
            if (frame != null) {
                answer(frame);
            }
        });
        while (!shared.taker().offer(delivery, SHORT_WAIT)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void answer(Frame frame) {
        if (frame.isAnswerWanted() && channel.isActive()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(Answer.to(frame))).addListener(written -> {
                if (written.isSuccess()) {
                    shared.counts().add(Kind.ANSWERED);
                }
            });
        }
    }

    /** Puts a frame on the line. @return false where that is gone */
    boolean send(byte[] frame) {
        if (!channel.isActive()) {
            return false;
        }
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(frame));
        return true;
    }

    /** The address it comes from. */
    String from() {
        return from;
    }

    /** When it began. */
    Instant since() {
        return since;
    }

    /** Greater than that of every connection before. */
    long number() {
        return number;
    }

    /** When it ended; null while it goes on. */
    @Nullable
    Instant until() {
        return until;
    }

    /** Frames of it that the gateway refused. */
    long refused() {
        return refusals.sum();
    }

    /** Keys of loggers that encrypt. */
    LoggerKeys keys() {
        return shared.keys();
    }
}
