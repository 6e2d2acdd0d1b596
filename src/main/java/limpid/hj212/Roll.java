package limpid.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.store.LoggerBook;
import limpid.store.LoggerBook.Heard;
import limpid.store.LoggerBook.LastFrame;

/** Who is heard now, by MN. Where one MN is heard by two connections, the one that began last counts. */
final class Roll {
    /** Anybody can call himself anything; of those nobody registered no more are told. */
    private static final int MOST_STRANGERS = 200;

    /** A logger that says nothing for hours is there all the same. */
    private static final Duration BETWEEN_ALL = Duration.ofSeconds(30);

    private Instant everybodyAt = Instant.EPOCH;
    private final Map<String, Voice> voices = new HashMap<>();
    private final List<Voice> gone = new ArrayList<>();

    /** The voice of a logger by this connection; empty for a stranger too many, and where a younger connection has it. */
    synchronized Optional<Voice> of(Session session, String mn, String station) {
        Voice known = voices.get(mn);
        if (known != null && known.station().equals(station) && isBy(known, session)) {
            return Optional.of(known);
        }
        if (known != null && isYounger(known, session)) {
            return Optional.empty();
        }
        if (station.isEmpty() && known == null && strangers() >= MOST_STRANGERS) {
            return Optional.empty();
        }
        Voice fresh = new Voice(session, mn, station);
        voices.put(mn, fresh);
        if (known != null) {
            known.ended();
        }
        return Optional.of(fresh);
    }

    private static boolean isBy(Voice voice, Session session) {
        return voice.session() == session;
    }

    private static boolean isYounger(Voice voice, Session session) {
        return voice.session().until() == null && voice.session().since().isAfter(session.since());
    }

    private long strangers() {
        return voices.values().stream().filter(one -> one.station().isEmpty()).count();
    }

    /** The voice that is known of a connection, without making it one. */
    synchronized Optional<Voice> known(Session session, String mn) {
        return Optional.ofNullable(voices.get(mn)).filter(voice -> isBy(voice, session));
    }

    /** A connection has ended. */
    synchronized void left(Session session) {
        voices.values().removeIf(voice -> {
            if (!isBy(voice, session)) {
                return false;
            }
            voice.ended();
            gone.add(voice);
            return true;
        });
    }

    /** The loggers that can be asked, by the codes of their stations. */
    synchronized Map<String, Voice> connected() {
        Map<String, Voice> connected = new LinkedHashMap<>();
        for (Voice voice : voices.values()) {
            if (!voice.station().isEmpty() && voice.isKnown()) {
                connected.put(voice.station(), voice);
            }
        }
        return connected;
    }

    /** Since when each logger that can be asked is connected, by station. */
    Map<String, Instant> since() {
        Map<String, Instant> since = new HashMap<>();
        connected()
                .forEach((station, voice) -> since.put(station, voice.session().since()));
        return since;
    }

    /** Writes down what is new, and now and then everybody who is there. What could not be written is new again. */
    void write(LoggerBook book, Instant now) {
        boolean everybody = everybodyAt.isBefore(now.minus(BETWEEN_ALL));
        List<Voice> all;
        List<Voice> ended;
        synchronized (this) {
            all = new ArrayList<>(gone);
            ended = List.copyOf(gone);
            all.addAll(voices.values());
            gone.clear();
        }
        List<Heard> heard = new ArrayList<>();
        List<LastFrame> frames = new ArrayList<>();
        all.forEach(voice -> voice.take(everybody, heard, frames));
        everybodyAt = everybody ? now : everybodyAt;
        if (heard.isEmpty()) {
            return;
        }
        try {
            book.heard(heard, frames);
        } catch (RuntimeException e) {
            all.forEach(voice -> voice.untold(frames));
            synchronized (this) {
                gone.addAll(0, ended);
            }
            throw e;
        }
    }
}
