package limpid.bench;

/**
 * When the messages of an even load are due, whether or not whoever sends them can send them then.
 *
 * @param start    of the first one, by {@link System#nanoTime}
 * @param readings of a message
 * @param rate     readings a second
 */
record Schedule(long start, int readings, double rate) {
    /** When the message of this number is due, from 0. */
    long due(long message) {
        return start + Math.round(message * 1e9 * readings / rate);
    }

    /** Readings that were due by now. */
    long dueReadings() {
        return Math.max(0, Math.round((System.nanoTime() - start) / 1e9 * rate));
    }
}
