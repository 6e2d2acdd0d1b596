package limpid.flow;

import java.time.Clock;
import java.util.function.UnaryOperator;
import limpid.decode.Payload;
import limpid.measure.Table;
import limpid.station.Registry;
import limpid.store.Rejects;
import limpid.store.SecondsRemoved;
import limpid.store.StoreUnavailable;
import limpid.validate.Check;

/** The intake for those who wait for the answer: a message goes the same way as one from the broker. */
public final class DirectIntake {
    private final Intake intake;
    private final Gate gate = new Gate();
    private final ReadingsTable tables;
    private final Rejects rejects;
    private final Clock clock;

    /**
     * A way into this intake.
     *
     * @param checks  asked of every line of a table
     * @param removed what no table may bring again
     */
    public DirectIntake(
            Intake intake,
            Registry registry,
            Check checks,
            RemovedSeconds removed,
            Periods periods,
            Rejects rejects,
            Clock clock) {
        this.intake = intake;
        this.tables = new ReadingsTable(registry, checks, removed, periods);
        this.rejects = rejects;
        this.clock = clock;
    }

    /**
     * Decodes, validates and keeps a message. When it returns, everything is on disk.
     *
     * @throws StoreUnavailable where the store cannot be reached; try again: what was kept of a long message then counts as
     *                          duplicate
     * @throws Busy             where too many long messages are being kept; nothing was kept, try again
     */
    public Receipt accept(Payload payload) {
        return gate.pass(payload, () -> intake.accept(payload));
    }

    /**
     * Checks and keeps the readings of a table, all of them or, where one line is wrong, none. When it returns, all of
     * it is on disk.
     *
     * @param payload its bytes, with the time they arrived and who brought them
     * @return how it was taken; nothing is refused
     * @throws limpid.measure.Table.Malformed where a line cannot be kept; it names line and column
     * @throws StoreUnavailable               where the store cannot be reached; nothing was kept, try again
     * @throws Busy                           where too many tables are being kept; nothing was kept, try again
     * @throws limpid.store.Unstorable        where the store can never hold some value; nothing was kept
     */
    public Receipt acceptTable(Table table, Payload payload) {
        return gate.pass(payload, () -> checked(table, payload));
    }

    /**
     * Checks the readings of a table as {@link #acceptTable} does, and keeps nothing.
     *
     * @return how many readings there are
     * @throws limpid.measure.Table.Malformed where a line cannot be kept
     */
    public int checkTable(Table table, Payload payload) {
        return tables.arrivals(table, payload).stream()
                .mapToInt(arrival -> arrival.accepted().size())
                .sum();
    }

    private Receipt checked(Table table, Payload payload) {
        try {
            return intake.accept(tables.arrivals(table, payload));
        } catch (SecondsRemoved e) {
            // Removed since the table was looked at: now the line is named.
            return intake.accept(tables.arrivals(table, payload));
        }
    }

    /**
     * Hands in a refused message once more, for example after its station was registered. It is judged by today's clock
     * and registry; what was kept before counts as duplicate, what is refused again stays among the refused.
     *
     * @param refusedMessageId of an existing refused message
     * @param by               who does so
     * @throws StoreUnavailable         where the store cannot be reached; nothing was kept, try again
     * @throws IllegalArgumentException where there is no such message
     */
    public Receipt replay(long refusedMessageId, String by) {
        return replay(refusedMessageId, by, UnaryOperator.identity());
    }

    /**
     * The same, with the message changed by somebody who knows what was meant.
     *
     * @param meant makes the bytes that are handed in of those that are kept
     */
    public Receipt replay(long refusedMessageId, String by, UnaryOperator<byte[]> meant) {
        Rejects.Kept found = rejects.find(refusedMessageId)
                .orElseThrow(() -> new IllegalArgumentException("no refused message " + refusedMessageId));
        if (!found.rejected().whole()) {
            throw new IllegalArgumentException(
                    "only the beginning of refused message " + refusedMessageId + " is kept");
        }
        Payload kept = found.payload();
        Payload again = new Payload(kept.topic(), meant.apply(kept.bytes()), clock.instant(), "replay " + by);
        Receipt receipt = gate.pass(again, () -> intake.accept(again));
        if (receipt.refusals().isEmpty()) {
            rejects.markReplayed(refusedMessageId, clock.instant());
        }
        return receipt;
    }
}
