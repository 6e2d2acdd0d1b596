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
            Intake intake, Registry registry, Check checks, RemovedSeconds removed, Rejects rejects, Clock clock) {
        this.intake = intake;
        this.tables = new ReadingsTable(registry, checks, removed);
        this.rejects = rejects;
        this.clock = clock;
    }

    @Override
    public Receipt accept(Payload payload) {
        return intake.accept(payload);
    }

    @Override
    public Receipt acceptTable(Table table, Payload payload) {
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
        Payload kept = rejects.find(refusedMessageId)
                .orElseThrow(() -> new IllegalArgumentException("no refused message " + refusedMessageId))
                .payload();
        Receipt receipt = intake.accept(new Payload(kept.topic(), kept.bytes(), clock.instant(), "replay " + by));
        if (receipt.refusals().isEmpty()) {
            rejects.markReplayed(refusedMessageId, clock.instant());
        }
        return receipt;
    }
}
