package limpid.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Request;
import limpid.station.Station;
import limpid.store.LoggerBook;
import limpid.store.LoggerBook.Said;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Wish;

/** Keeps what loggers say of themselves, and sees to it that their clocks are set where they ask for it (1013). */
public final class Statements {
    private static final int CLOCK_WANTED = 1013;

    /** A logger whose clock drifts asks now and then; one that asks all the time has another fault. */
    private static final Duration BETWEEN_CLOCK_SETTINGS = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 64;
    private static final Set<String> ABOUT = Set.of("DataTime", "PolId");

    /** The text of logs and information may hold anything but its own end. */
    private static final Pattern INFORMATION = Pattern.compile("([A-Za-z0-9]+-Info)=//(.*?)//", Pattern.DOTALL);

    private final LoggerBook book;
    private final LoggerRequests requests;

    /** Keeps them here. */
    public Statements(LoggerBook book, LoggerRequests requests) {
        this.book = book;
        this.requests = requests;
    }

    /** Whether a frame says something of the logger that can be kept, and brings no readings. */
    static boolean isOne(Frame frame) {
        return frame.command() == CLOCK_WANTED || Request.isTold(frame.command()) && canBeKept(frame);
    }

    private static boolean canBeKept(Frame frame) {
        Map<String, String> said = said(frame);
        return !said.isEmpty()
                && frame.content().chars().noneMatch(Character::isISOControl)
                && said.keySet().stream().allMatch(name -> name.length() <= LONGEST_NAME)
                && ABOUT.stream().allMatch(name -> frame.value(name).orElse("").length() <= LONGEST_NAME);
    }

    /** @throws limpid.store.StoreUnavailable where the store cannot be reached; the frame is to stay unanswered */
    void keep(Station station, Frame frame, Instant now) {
        if (frame.command() == CLOCK_WANTED) {
            requests.askUnless(
                    new Wish(station.code(), Request.SET_CLOCK.code(), null, null, LoggerRequests.BY_LOGGER),
                    now.minus(BETWEEN_CLOCK_SETTINGS),
                    now);
        } else {
            book.keep(said(station, frame, now));
        }
    }

    private static List<Said> said(Station station, Frame frame, Instant now) {
        return said(frame).entrySet().stream()
                .map(one -> new Said(
                        station.code(),
                        frame.command(),
                        frame.value("PolId").orElse(""),
                        one.getKey(),
                        one.getValue(),
                        frame.value("DataTime").orElse(""),
                        now))
                .toList();
    }

    /** Names and values, information without its strokes. */
    static Map<String, String> said(Frame frame) {
        Map<String, String> said = new LinkedHashMap<>();
        Matcher information = INFORMATION.matcher(frame.content());
        String rest = information.replaceAll(found -> {
            said.put(found.group(1), found.group(2));
            return "";
        });
        for (String part : rest.split("[;,]")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!name.isEmpty() && !ABOUT.contains(name)) {
                said.put(name, part.substring(equals + 1));
            }
        }
        return said;
    }
}
