package sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import sim.city.Medium;
import sim.city.Station;

/**
 * Runs a scenario by the clock: first the past as arrays, the newest day first, then each report when it is due. Of the
 * noise only the last hour is told again second by second; before that, points send the records of their hours.
 *
 * <p>The scenario's faults hold in the live part; in the past only silences and missing values do.
 */
public final class LiveCity implements AutoCloseable {
    /** How much of the past is told when nothing else is asked for. */
    public static final Duration DEFAULT_PAST = Duration.ofHours(48);

    private static final Duration NOISE_PAST = Duration.ofHours(1);
    private static final Duration LONGEST_ARRAY = Duration.ofHours(24);
    /** Below the contract's 1 MiB, in characters; payloads are ASCII but for invented codes. */
    private static final int LARGEST_ARRAY = 900_000;

    private final Scenario scenario;
    private final Publisher publisher;
    private final Clock clock;
    private final Duration past;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Thread runner;

    private LiveCity(Scenario scenario, Publisher publisher, Clock clock, Duration past) {
        this.scenario = scenario;
        this.publisher = publisher;
        this.clock = clock;
        this.past = past;
        this.runner =
                Thread.ofPlatform().daemon().name("live-" + scenario.name()).unstarted(this::run);
    }

    /** Starts with the default past by the system's clock. */
    public static LiveCity start(Scenario scenario, Publisher publisher) {
        return start(scenario, publisher, Clock.systemUTC(), DEFAULT_PAST);
    }

    /**
     * Starts telling the past, then the present, on a thread of its own.
     *
     * @param publisher stays the caller's, who closes it after this
     * @param past how much is told before the present, zero for nothing
     */
    public static LiveCity start(Scenario scenario, Publisher publisher, Clock clock, Duration past) {
        LiveCity live = new LiveCity(scenario, publisher, clock, past);
        live.runner.start();
        return live;
    }

    /**
     * Waits until the past is told and acknowledged.
     *
     * @throws TimeoutException if that takes longer
     * @throws IllegalStateException if the city has failed
     */
    public void awaitCaughtUp(Duration longest) throws InterruptedException, TimeoutException {
        try {
            caughtUp.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("telling the past of " + scenario.name(), e.getCause());
        }
    }

    /** Completes when the city has stopped, exceptionally if it failed. */
    public CompletableFuture<Void> finished() {
        return finished.copy();
    }

    /**
     * Stops and waits for the thread to end; what was published is still acknowledged to the publisher.
     *
     * @throws IllegalStateException if the city had failed before
     */
    @Override
    public void close() {
        runner.interrupt();
        try {
            finished.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + scenario.name() + " stops", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the live city " + scenario.name() + " had failed", e.getCause());
        }
    }

    private void run() {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            tellPast(now);
            publisher.awaitAcknowledged();
            caughtUp.complete(null);
            live(now);
        } catch (InterruptedException e) {
            stopped();
        } catch (RuntimeException e) {
            caughtUp.completeExceptionally(e);
            finished.completeExceptionally(e);
        }
    }

    private void stopped() {
        caughtUp.cancel(false);
        finished.complete(null);
    }

    private void tellPast(Instant now) throws InterruptedException {
        Instant first = now.minus(past);
        Instant to = now;
        while (first.isBefore(to)) {
            Instant from = later(to.minus(LONGEST_ARRAY), first);
            for (Station station : scenario.stations()) {
                tellPast(station, from, to, now);
            }
            to = from;
        }
    }

    private void tellPast(Station station, Instant afterExclusive, Instant upToInclusive, Instant now)
            throws InterruptedException {
        List<Report> reports = past(station, afterExclusive, upToInclusive, now)
                .filter(report -> !scenario.faults().isSilent(report))
                .map(scenario.faults()::withMissingValues)
                .toList();
        for (Message message : arrays(reports)) {
            publisher.publish(message);
        }
    }

    private Stream<Report> past(Station station, Instant afterExclusive, Instant upToInclusive, Instant now) {
        if (station.medium() != Medium.NOISE) {
            return scenario.reports(List.of(station), afterExclusive, upToInclusive);
        }
        Instant seconds = now.minus(NOISE_PAST);
        Instant hours = earlier(upToInclusive, seconds);
        return Stream.concat(
                Stream.iterate(
                                afterExclusive.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS),
                                end -> !end.isAfter(hours),
                                end -> end.plus(1, ChronoUnit.HOURS))
                        .map(end -> scenario.hourRecord(station, end)),
                scenario.reports(List.of(station), later(afterExclusive, seconds), upToInclusive));
    }

    /** Reports of one station as few messages, each an array below the largest size. */
    static List<Message> arrays(List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        Report first = reports.getFirst();
        String payload = PayloadJson.array(reports);
        if (payload.length() <= LARGEST_ARRAY || reports.size() == 1) {
            String topic = Message.readingsTopic(first.medium(), first.station());
            return List.of(new Message(Message.sender(first.medium(), first.station()), topic, payload));
        }
        List<Message> halves = new ArrayList<>(arrays(reports.subList(0, reports.size() / 2)));
        halves.addAll(arrays(reports.subList(reports.size() / 2, reports.size())));
        return halves;
    }

    /** Looks ahead a minute at a time; late messages wait in the queue until they are due. */
    private void live(Instant from) throws InterruptedException {
        PriorityQueue<Sending> waiting = new PriorityQueue<>(Comparator.comparing(Sending::due));
        Pace pace = Pace.realTime(clock);
        Instant told = from;
        while (true) {
            Instant next = told.plus(1, ChronoUnit.MINUTES);
            pace.await(next);
            scenario.reports(told, next)
                    .forEach(report -> waiting.addAll(scenario.faults().sendings(report)));
            publishDue(waiting, next);
            told = next;
        }
    }

    private void publishDue(PriorityQueue<Sending> waiting, Instant now) throws InterruptedException {
        while (!waiting.isEmpty() && !waiting.peek().due().isAfter(now)) {
            if (waiting.remove() instanceof Sending.Sent sent) {
                publisher.publish(sent.message());
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
