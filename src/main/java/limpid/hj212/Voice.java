package limpid.hj212;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.Edition;
import limpid.decode.hj212.Explanation;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Request;
import limpid.store.LoggerBook.Heard;
import limpid.store.LoggerBook.LastFrame;
import org.jspecify.annotations.Nullable;

/** A logger as it is heard by one connection: what is told of it, and whom a request to it goes through. */
final class Voice {
    private final Session session;
    private final String mn;
    private final String station;
    private final Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
    private final Map<Integer, LastFrame> unwritten = new HashMap<>();
    private Instant lastAt;
    private Edition edition = Edition.OF_2017;
    private String system = "";
    private String password = "";
    private long frames;
    private boolean changed = true;
    private @Nullable Exchange exchange;

    /** @param station its code; empty where nobody registered it */
    Voice(Session session, String mn, String station) {
        this.session = session;
        this.mn = mn;
        this.station = station;
        this.lastAt = session.since();
    }

    Session session() {
        return session;
    }

    String station() {
        return station;
    }

    String mn() {
        return mn;
    }

    /** A frame came that may be of it. */
    synchronized void hear(Frame frame, byte[] bytes, Instant at) {
        frames++;
        lastAt = at;
        changed = true;
        deviations.addAll(frame.deviations());
        // Only of these: four digits make ten thousand commands, and a frame may have ten kilobytes.
        if (Explanation.isKnown(frame.command())) {
            unwritten.put(frame.command(), new LastFrame(mn, frame.command(), at, bytes));
        }
        if (!Request.isReply(frame)) {
            edition = frame.edition();
            system = frame.field("ST");
            password = frame.field("PW");
        }
        if (exchange != null) {
            exchange.hear(frame);
        }
    }

    /** To whom a request goes; only after a frame of its own it is known what to write there. */
    synchronized Request.Logger logger() {
        return new Request.Logger(mn, system, password, edition, session.keys());
    }

    synchronized boolean isKnown() {
        return !system.isEmpty();
    }

    synchronized void listens(@Nullable Exchange current) {
        exchange = current;
    }

    /** Ends what is under way: its connection is gone. */
    synchronized void ended() {
        changed = true;
        if (exchange != null) {
            exchange.end();
        }
    }

    /** What is new since it was last taken. @param always also where nothing is */
    synchronized void take(boolean always, List<Heard> heard, List<LastFrame> newest) {
        if (changed || always) {
            heard.add(new Heard(
                    mn,
                    session.from(),
                    session.since(),
                    session.until(),
                    lastAt,
                    edition.title(),
                    frames,
                    session.refused(),
                    codes()));
            newest.addAll(unwritten.values());
            unwritten.clear();
            changed = false;
        }
    }

    /** It is to be told once more: it could not be written down. */
    synchronized void untold(List<LastFrame> newest) {
        changed = true;
        for (LastFrame frame : newest) {
            if (frame.mn().equals(mn)) {
                unwritten.putIfAbsent(frame.command(), frame);
            }
        }
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>();
        deviations.forEach(deviation -> codes.add(deviation.code()));
        return codes;
    }
}
