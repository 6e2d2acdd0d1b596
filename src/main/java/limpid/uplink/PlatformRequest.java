package limpid.uplink;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Request;
import limpid.measure.LocalDay;
import limpid.station.Station;
import limpid.store.Uplinks.Values;

/** What a platform asks for: history is sent from the store, everything else is refused, as there is no instrument here. */
final class PlatformRequest {
    /** Nothing new goes out while it is answered. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final int READY = 1;
    private static final int REFUSED = 2;
    private static final int DONE = 1;
    private static final int NO_DATA = 100;

    private final Frame frame;
    private final Sending sending;

    /** Records of a command in a span, both ends inside. */
    record Asked(int command, Instant first, Instant last) {}

    /** A record that is there. */
    record Record(Station station, Duration period, Instant end, Values values) {}

    /** Who knows the records. */
    interface Records {
        List<Record> of(String mn, Asked asked);
    }

    /** Who sends one. */
    interface Sending {
        void send(Station station, Duration period, Instant end, Values values, boolean history)
                throws IOException, InterruptedException;
    }

    PlatformRequest(Frame frame, Sending sending) {
        this.frame = frame;
        this.sending = sending;
    }

    void answer(PlatformLink link, Records records) throws IOException, InterruptedException {
        Optional<Asked> asked = asked();
        if (asked.isEmpty()) {
            link.send(Request.ready(frame, REFUSED));
            return;
        }
        link.send(Request.ready(frame, READY));
        List<Record> all = records.of(frame.mn(), asked.get());
        for (Record one : all) {
            sending.send(one.station(), one.period(), one.end(), one.values(), true);
        }
        link.send(Request.result(frame, all.isEmpty() ? NO_DATA : DONE));
    }

    private Optional<Asked> asked() {
        Optional<Instant> first = Request.time(frame, "BeginTime", LocalDay.CHINA);
        Optional<Instant> last = Request.time(frame, "EndTime", LocalDay.CHINA);
        return first.isEmpty()
                        || last.isEmpty()
                        || !Request.isHistory(frame.command())
                        || Duration.between(first.get(), last.get()).compareTo(LONGEST) > 0
                ? Optional.empty()
                : Optional.of(new Asked(frame.command(), first.get(), last.get()));
    }
}
