package limpid;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import limpid.flow.Belt;
import limpid.flow.Intake;
import limpid.flow.LogIntake;
import limpid.flow.Taker;
import limpid.flow.Triage;
import limpid.log.LogGate;
import limpid.log.LogSettings;
import limpid.log.LogSource;
import limpid.log.LogTopic;
import limpid.store.LogPositions;
import limpid.store.Readings;
import org.jspecify.annotations.Nullable;

/**
 * The way from stations to the database: straight into the intake, or into the log and out of it, as the roles of this instance
 * say.
 */
final class Passage implements AutoCloseable {
    private final Settings.Instance instance;
    private final Intake intake;
    private final @Nullable LogTopic topic;
    private final @Nullable LogGate gate;
    private final @Nullable LogSource source;
    private final @Nullable LogIntake store;
    private final LogPositions positions;
    private final Lead lead;

    /** Which of several gates takes what the broker has. */
    interface Lead {
        /** Whether it is this one, which is tried where no other does. */
        boolean isOurs();

        /** Leaves it to another. */
        void letGo();
    }

    /** What is needed to keep what comes out of the log. */
    record Keepers(
            Triage triage, Readings readings, LogPositions positions, Lead lead, Consumer<Intake.Outcome> listener) {}

    Passage(Settings settings, Intake intake, Keepers keepers) {
        this.instance = settings.instance();
        this.intake = intake;
        this.positions = keepers.positions;
        this.lead = keepers.lead;
        LogSettings log = instance.log();
        int longest = settings.intake().limits().bytes();
        this.topic = log.isOn() ? new LogTopic(log, longest) : null;
        this.gate = topic != null && instance.is(Role.GATE)
                ? new LogGate(log, topic, settings.intake().room().fastBytes(), longest)
                : null;
        this.source =
                topic != null && instance.is(Role.STORE) ? new LogSource(log, topic, keepers.positions, longest) : null;
        this.store = source == null
                ? null
                : new LogIntake(
                        source,
                        keepers.positions,
                        keepers.triage,
                        keepers.readings,
                        settings.intake().room(),
                        keepers.listener);
    }

    void start() {
        if (store != null) {
            store.start();
        } else if (isDirect()) {
            intake.start();
        }
    }

    /** Who takes what stations send to this instance. */
    Taker taker() {
        return gate == null ? intake::offer : gate;
    }

    /**
     * Whether it is this instance's turn to take what the broker has: with a log several may stand by. After the log has refused a
     * message the connection is ended, so that the broker hands over again what stays unacknowledged. While the log does not answer
     * this gate, another one may reach it, and is let at the broker.
     */
    boolean isOurTurn() {
        if (gate == null) {
            return true;
        }
        if (gate.standsAside()) {
            lead.letGo();
            return false;
        }
        return lead.isOurs() && !gate.refusedLately();
    }

    /** The threads of this instance that keep messages. */
    List<Belt> belts() {
        if (store != null) {
            return List.of(store.belt());
        }
        return isDirect() ? intake.belts() : List.of();
    }

    private boolean isDirect() {
        return !instance.log().isOn() && instance.is(Role.STORE);
    }

    /** Why messages are not taken or kept; empty where they are, or where that is the task of others. */
    String trouble() {
        Map<String, String> why = new LinkedHashMap<>();
        why.put("gate", gate == null ? "" : gate.trouble());
        why.put("log", source == null ? "" : source.trouble());
        why.put("store", store == null ? "" : store.trouble());
        return why.entrySet().stream()
                .filter(trouble -> !trouble.getValue().isEmpty())
                .map(trouble -> trouble.getKey() + ": " + trouble.getValue())
                .collect(Collectors.joining(". "));
    }

    /** What it has to do with the log, in a sentence. */
    String describe() {
        if (!instance.log().isOn()) {
            return "no log, LIMPID_LOG_URL is not set";
        }
        if (source == null) {
            return gate == null ? "neither gate nor store, LIMPID_ROLES" : "messages go into the log";
        }
        return "keeps " + source.lags().size() + " partitions of the log, "
                + source.lags().values().stream().mapToLong(Long::longValue).sum() + " messages behind";
    }

    /** Removes from the log what is kept and older than it is to hold. @throws LogTopic.Away where the log does not answer */
    void clear(Instant now) {
        if (topic != null && source != null && !source.lags().isEmpty()) {
            Instant before = now.minus(Duration.ofDays(instance.log().days()));
            Map<Integer, Long> kept = positions.next(source.log(), source.lags().keySet());
            topic.clear(new TreeMap<>(kept), before.toEpochMilli());
        }
    }

    void tell(MeterRegistry meters) {
        if (gate != null) {
            Gauge.builder("limpid.log.waiting", gate, LogGate::waiting)
                    .description("messages sent to the log and not yet answered")
                    .register(meters);
        }
        if (source != null) {
            FunctionCounter.builder("limpid.log.missing", source, LogSource::missing)
                    .description("messages that the log lost before they were kept")
                    .register(meters);
            for (int number = 0; number < instance.log().partitions(); number++) {
                int partition = number;
                Gauge.builder("limpid.log.lag", source, asked -> asked.lags()
                                .getOrDefault(partition, 0L)
                                .doubleValue())
                        .tag("partition", Integer.toString(partition))
                        .description("messages of a partition of this instance that are not yet read")
                        .register(meters);
            }
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
        if (gate != null) {
            gate.close();
        }
        if (topic != null) {
            topic.close();
        }
    }
}
