package limpid.hj212;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Reply;
import limpid.decode.hj212.Request;
import limpid.store.LoggerRequests.State;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: sent, sent again where nobody answers, then waited for until it is carried out. A frame of the request's
 * own number stands for the answer 9011 where a logger leaves that out.
 */
final class Exchange {
    private static final Frame[] NONE = {};

    private final Request request;
    private final String qn;
    private final Patience patience;
    private final BlockingQueue<Frame[]> heard = new LinkedBlockingQueue<>();
    private int attempts;
    private int frames;
    private String told = "";
    private boolean ready;
    private long toldAt;

    /**
     * How far it has come.
     *
     * @param outcome what the logger answered
     */
    record Progress(State state, int attempts, int frames, String outcome) {}

    /** Who is told of the progress. */
    interface Listener {
        void tell(Progress progress) throws InterruptedException;
    }

    Exchange(Request request, String qn, Patience patience) {
        this.request = request;
        this.qn = qn;
        this.patience = patience;
    }

    /** A frame came by the connection. */
    void hear(Frame frame) {
        boolean mine = Request.isReply(frame)
                ? frame.field("QN").isEmpty() || frame.field("QN").equals(qn)
                : frame.command() == request.number();
        if (mine) {
            heard.add(new Frame[] {frame});
        }
    }

    /** The connection is gone. */
    void end() {
        heard.add(NONE);
    }

    /**
     * Carries it out.
     *
     * @param send puts the request on the line; false where that is gone
     */
    void run(Supplier<Boolean> send, Listener listener) throws InterruptedException {
        listener.tell(carryOut(send, listener));
    }

    private Progress carryOut(Supplier<Boolean> send, Listener listener) throws InterruptedException {
        while (attempts <= patience.repeats()) {
            if (!send.get()) {
                return over(State.UNANSWERED, "the connection ended");
            }
            attempts++;
            listener.tell(over(State.SENT, ""));
            Frame[] next = next(patience.answer());
            if (next != null) {
                return answered(next, listener);
            }
        }
        return over(State.UNANSWERED, "no answer within " + patience.answer() + ", sent " + attempts + " times");
    }

    private Frame @Nullable [] next(Duration time) throws InterruptedException {
        return heard.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Progress answered(Frame[] first, Listener listener) throws InterruptedException {
        Frame[] next = first;
        while (next != null) {
            if (next.length == 0) {
                return over(State.UNANSWERED, "the connection ended");
            }
            Optional<Progress> end = taken(next[0]);
            if (end.isPresent()) {
                return end.get();
            }
            if (!ready || System.nanoTime() - toldAt > patience.work().toNanos() / 2) {
                ready = true;
                toldAt = System.nanoTime();
                listener.tell(over(State.READY, told));
            }
            next = next(patience.work());
        }
        return frames > 0 && request.isTold()
                ? over(State.DONE, told)
                : over(State.UNANSWERED, "no result within " + patience.work() + " after " + frames + " frames");
    }

    /** What a frame makes of it; empty while it goes on. */
    private Optional<Progress> taken(Frame frame) {
        Optional<Reply> reply = Reply.of(frame);
        if (reply.isPresent()) {
            return taken(reply.get());
        }
        frames++;
        if (request.isTold()) {
            told = frame.content();
        }
        return Optional.empty();
    }

    private Optional<Progress> taken(Reply reply) {
        String outcome = told.isEmpty() ? reply.means() : told;
        return switch (reply.kind()) {
            case READY -> {
                if (!reply.isGood()) {
                    yield Optional.of(over(State.REFUSED, reply.means()));
                }
                yield request.isDoneWhenReady() || request.isNotice()
                        ? Optional.of(over(State.DONE, outcome))
                        : Optional.empty();
            }
            case RESULT -> Optional.of(reply.isGood() ? over(State.DONE, outcome) : over(State.FAILED, reply.means()));
            case NOTICED -> request.isNotice() ? Optional.of(over(State.DONE, outcome)) : Optional.empty();
        };
    }

    private Progress over(State state, String outcome) {
        return new Progress(state, attempts, frames, outcome);
    }
}
