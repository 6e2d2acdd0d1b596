package limpid.flow;

import java.time.Clock;
import limpid.decode.Payload;
import limpid.measure.Table;
import limpid.station.Registry;
import limpid.store.Rejects;
import limpid.store.SecondsRemoved;
import limpid.validate.Check;

/** The intake for those who wait for the answer, and the way back from the refused desk. */
public final class FrontDesk implements Desk {
    private final Intake intake;
    private final Gate gate = new Gate();
    private final ReadingsTable tables;
    private final Rejects rejects;
    private final Clock clock;

    /**
     * A desk before this intake.
     *
     * @param checks  asked of every line of a table
     * @param removed what no table may bring again
     */
    public FrontDesk(
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

    @Override
    public Receipt accept(Payload payload) {
        return gate.pass(payload, () -> intake.accept(payload));
    }

    @Override
    public Receipt acceptTable(Table table, Payload payload) {
        return gate.pass(payload, () -> checked(table, payload));
    }

    private Receipt checked(Table table, Payload payload) {
        try {
            return intake.accept(tables.arrivals(table, payload));
        } catch (SecondsRemoved e) {
            // Removed since the table was looked at: now the line is named.
            return intake.accept(tables.arrivals(table, payload));
        }
    }

    /** It is judged by today's clock and registry; what is refused again stays at the desk. */
    @Override
    public Receipt replay(long refusedMessageId, String by) {
        Rejects.Kept found = rejects.find(refusedMessageId)
                .orElseThrow(() -> new IllegalArgumentException("no refused message " + refusedMessageId));
        if (!found.rejected().whole()) {
            throw new IllegalArgumentException(
                    "only the beginning of refused message " + refusedMessageId + " is kept");
        }
        Payload kept = found.payload();
        Payload again = new Payload(kept.topic(), kept.bytes(), clock.instant(), "replay " + by);
        Receipt receipt = gate.pass(again, () -> intake.accept(again));
        if (receipt.refusals().isEmpty()) {
            rejects.markReplayed(refusedMessageId, clock.instant());
        }
        return receipt;
    }
}
