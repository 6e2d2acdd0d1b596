package limpid.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.QualityCheck;
import limpid.decode.hj212.Request;
import limpid.measure.LocalDay;
import limpid.station.Station;
import limpid.store.LoggerBook;
import limpid.store.LoggerBook.Said;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Wish;

/**
 * Keeps what loggers say of themselves, and sees to it that their clocks are set where they ask for it (1013), and that they are given
 * the new key where they ask for one (1014).
 */
public final class Statements {
    private static final int CLOCK_WANTED = 1013;

    /** With the time of the old key it asks for a new one; the trial text for water stations tells the system's time by it. */
    private static final int KEY_WANTED = 1014;

    private static final String KEY_TIME = "SKCreateTime";

    /** A logger whose clock drifts, or whose key is old, asks now and then; one that asks all the time has another fault. */
    private static final Duration BETWEEN_SETTINGS = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 64;
    private static final String DATA_TIME = "DataTime";
    private static final String FACTOR = "PolId";

    /** Stands for a text while the rest is cut; no frame that is kept has it. */
    private static final String HELD = "\u0001";

    /** The text of logs and information may hold anything but its own end. */
    private static final Pattern INFORMATION = Pattern.compile("([A-Za-z0-9]+-Info)=//(.*?)//", Pattern.DOTALL);

    private final LoggerBook book;
    private final LoggerRequests requests;

    /** Keeps them here. */
    public Statements(LoggerBook book, LoggerRequests requests) {
        this.book = book;
        this.requests = requests;
    }

    /** Whether a frame says something of the logger or its analysers that can be kept, and brings no readings. */
    static boolean isOne(Frame frame) {
        return frame.command() == CLOCK_WANTED
                || (Request.isTold(frame.command()) || frame.command() == KEY_WANTED) && canBeKept(frame)
                || !QualityCheck.of(frame, LocalDay.CHINA).isEmpty();
    }

    private static boolean canBeKept(Frame frame) {
        List<About> said = said(frame);
        return !said.isEmpty()
                && frame.content().chars().noneMatch(Character::isISOControl)
                && said.stream().allMatch(one -> one.name.length() <= LONGEST_NAME && one.item.length() <= LONGEST_NAME)
                && frame.value(DATA_TIME).orElse("").length() <= LONGEST_NAME;
    }

    /** @throws limpid.store.StoreUnavailable where the store cannot be reached; the frame is to stay unanswered */
    void keep(Station station, Frame frame, Instant now) {
        List<QualityCheck> checks = QualityCheck.of(frame, station.zone());
        if (frame.command() == CLOCK_WANTED) {
            requests.askUnless(
                    new Wish(station.code(), Request.SET_CLOCK.code(), null, null, LoggerRequests.BY_LOGGER),
                    now.minus(BETWEEN_SETTINGS),
                    now);
        } else if (!checks.isEmpty()) {
            book.keepChecks(station.code(), checks, now);
        } else {
            if (frame.command() == KEY_WANTED && frame.value(KEY_TIME).isPresent()) {
                requests.askUnless(
                        new Wish(station.code(), Request.NEW_KEY.code(), null, null, LoggerRequests.BY_LOGGER),
                        now.minus(BETWEEN_SETTINGS),
                        now);
            }
            book.keep(said(frame).stream()
                    .map(one -> new Said(
                            station.code(),
                            frame.command(),
                            one.item,
                            one.name,
                            one.value,
                            frame.value(DATA_TIME).orElse(""),
                            now))
                    .toList());
        }
    }

    /** Something that is said. @param item of whose instrument; empty where it is of the logger */
    record About(String item, String name, String value) {}

    /** Names and values, information without its strokes; each is of the factor that was named last before it. */
    static List<About> said(Frame frame) {
        List<About> said = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        String rest = INFORMATION.matcher(frame.content()).replaceAll(found -> {
            texts.add(found.group(2));
            return Matcher.quoteReplacement(found.group(1) + "=" + HELD);
        });
        String item = "";
        for (String part : rest.split("[;,]")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            String value = part.substring(equals + 1);
            if (name.equals(FACTOR)) {
                item = value.strip();
            } else if (!name.isEmpty() && !name.equals(DATA_TIME)) {
                said.add(new About(item, name, value.equals(HELD) ? texts.removeFirst() : value));
            }
        }
        return said;
    }
}
