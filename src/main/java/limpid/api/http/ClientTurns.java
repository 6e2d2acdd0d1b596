package limpid.api.http;

import java.time.Duration;
import limpid.api.guard.Counts;
import limpid.api.guard.Turns;

/** How much each client has taken. */
public final class ClientTurns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LINE = 100;

    final Turns questions;
    final Turns exports;
    final Counts streams;

    /**
     * Nothing yet; 0 is without a limit.
     *
     * @param questions      at a time
     * @param requests       a minute
     * @param exports        at a time
     * @param exportsPerHour begun in an hour
     * @param streams        at a time
     */
    public ClientTurns(int questions, int requests, int exports, int exportsPerHour, int streams) {
        this.questions = new Turns(new Turns.Limits(questions, requests, Duration.ofMinutes(1), PATIENCE, LINE));
        this.exports = new Turns(new Turns.Limits(exports, exportsPerHour, Duration.ofHours(1), Duration.ZERO, 0));
        this.streams = new Counts(streams);
    }
}
