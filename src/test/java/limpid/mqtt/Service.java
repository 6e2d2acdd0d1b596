package limpid.mqtt;

import static limpid.Samples.AIR;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.Limits;
import limpid.decode.json.JsonDecoder;
import limpid.flow.Intake;
import limpid.flow.Room;
import limpid.flow.ScriptedReadings;
import limpid.flow.Triage;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.store.Readings;
import limpid.validate.Verdict;
import org.jspecify.annotations.Nullable;

/** A service without its database: subscriber, intake and a scripted store. It knows the three stations of {@link Samples}. */
final class Service implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Samples.ARRIVED, ZoneOffset.UTC);

    final ScriptedReadings store = new ScriptedReadings();
    final Intake intake;
    final Subscriber subscriber;

    Service(MqttSettings settings) {
        this(settings, 1 << 20);
    }

    Service(MqttSettings settings, int bufferBytes) {
        this(settings, bufferBytes, null);
    }

    /** One that keeps what comes in a store of the test. */
    Service(MqttSettings settings, Readings readings) {
        this(settings, 1 << 20, readings);
    }

    private Service(MqttSettings settings, int bufferBytes, @Nullable Readings readings) {
        int longest = settings.longestPayload();
        Limits all = Limits.DEFAULTS;
        Limits limits = new Limits(longest, all.values(), all.refusals(), all.name(), all.nesting());
        Triage triage = new Triage(
                Samples.registry(AIR, Samples.WATER, Samples.NOISE),
                new JsonDecoder(Parameters.standard(), Flags.standard(), limits),
                (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                limits);
        intake = new Intake(
                triage,
                readings == null ? store : readings,
                new Room(bufferBytes, bufferBytes, bufferBytes, 64 * 1024),
                outcome -> {});
        subscriber = new Subscriber(settings, intake::offer, CLOCK);
    }

    Service start() throws InterruptedException {
        intake.start();
        subscriber.start();
        Waiting.until(subscriber::connected);
        return this;
    }

    List<Integer> values() {
        return store.kept().stream()
                .flatMap(arrival -> arrival.accepted().stream())
                .map(Reading::value)
                .map(value -> Objects.requireNonNull(value).intValueExact())
                .toList();
    }

    /** Each once, in the order of their numbers: what is not acknowledged may come twice, and out of order. */
    List<Integer> distinct() {
        return values().stream().distinct().sorted().toList();
    }

    List<Refusal> refusals() {
        return store.kept().stream()
                .flatMap(arrival -> arrival.refusals().stream())
                .toList();
    }

    @Override
    public void close() {
        subscriber.close();
        intake.close();
    }
}
