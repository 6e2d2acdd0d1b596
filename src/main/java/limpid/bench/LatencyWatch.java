package limpid.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import limpid.bench.LoadProcess.Part;

/**
 * Asks a service over HTTP for some messages of a load, from when each was due until it is shown, and then until the result shows
 * it too. Each message has a thread of its own, so that one that waits holds up none. A time ends when the answer is there, and
 * whoever has waited long looks less often, so times are told up to a fifteenth longer than they are, and up to a look and an
 * answer; never shorter.
 */
final class LatencyWatch implements AutoCloseable {
    private static final Duration LOOK_FOR_VALUE = Duration.ofMillis(20);
    private static final Duration LOOK_FOR_RESULT = Duration.ofMillis(100);
    private static final int SHARE_OF_WAIT = 15;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final int OK = 200;
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private final URI service;
    private final Instant start;
    private final Latencies answers;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> walks = new ArrayList<>();
    private final AtomicLong questions = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    /** Of a load that begins then. @param answers takes the time of each question, from asked to answered */
    LatencyWatch(URI service, Instant start, Latencies answers) {
        this.answers = answers;
        this.service = service;
        this.start = start;
    }

    /**
     * Which messages of a part of a load are followed.
     *
     * @param every message of so many
     * @param from  that is due so long after the start counts; those before are asked for all the same
     * @param until messages are followed, after the start
     */
    record Choice(int every, Duration from, Duration until) {}

    /**
     * Follows messages of a part.
     *
     * @param shown  from when a message was due to when an answer showed its value
     * @param result from the last question that did not show the value, and so from before the commit, to when an answer
     *               showed the result with it
     */
    void follow(Part part, Choice choice, Latencies shown, Latencies result) {
        Schedule schedule = part.from(start);
        walks.add(threads.submit(() -> {
            List<Future<?>> followed = new ArrayList<>();
            long end = schedule.start() + choice.until.toNanos();
            long counts = schedule.start() + choice.from.toNanos();
            for (long message = 0; schedule.due(message) < end; message += choice.every) {
                long due = schedule.due(message);
                sleepUntil(due);
                Probe probe = part.shape().probe(message, start);
                followed.add(threads.submit(() -> {
                    follow(probe, due, due >= counts, shown, result);
                    return null;
                }));
            }
            for (Future<?> one : followed) {
                one.get();
            }
            return null;
        }));
    }

    private void follow(Probe probe, long due, boolean counts, Latencies shown, Latencies result)
            throws InterruptedException {
        long absent = await(probe.readings(), probe::isShown, due, LOOK_FOR_VALUE);
        long seen = System.nanoTime();
        await(probe.results(), probe::isResult, absent, LOOK_FOR_RESULT);
        if (counts) {
            shown.record(seen - due);
            result.record(System.nanoTime() - absent);
        }
    }

    /** Returns when the answer is there. @return when the last question without it was asked, or since */
    private long await(String path, Predicate<JsonNode> there, long since, Duration look) throws InterruptedException {
        long absent = since;
        while (true) {
            long asked = System.nanoTime();
            if (there.test(answer(path))) {
                return absent;
            }
            absent = asked;
            if (asked - since > LONGEST_WAIT.toNanos()) {
                throw new BenchException(path + " does not show it after " + LONGEST_WAIT, null);
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(look.toNanos(), (asked - since) / SHARE_OF_WAIT));
        }
    }

    /** Nothing where the service has no room to answer or ends the connection: whoever asked comes again, and his time goes on. */
    private JsonNode answer(String path) throws InterruptedException {
        questions.incrementAndGet();
        long asked = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            answers.record(System.nanoTime() - asked);
            JsonNode body = json.readTree(answer.body());
            if (BUSY.contains(answer.statusCode())) {
                busy.incrementAndGet();
                return MissingNode.getInstance();
            }
            if (answer.statusCode() != OK) {
                throw new BenchException(path + " is answered with " + body, null);
            }
            return body;
        } catch (IOException e) {
            unanswered.incrementAndGet();
            return MissingNode.getInstance();
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long early = nanoTime - System.nanoTime();
        if (early > 0) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
    }

    /** Whether all that was to be followed has been. @throws BenchException where one could not */
    boolean isDone() throws InterruptedException {
        for (Future<?> walk : walks) {
            if (!walk.isDone()) {
                return false;
            }
            try {
                walk.get();
            } catch (ExecutionException e) {
                throw new BenchException("asking", e.getCause());
            }
        }
        return true;
    }

    /** How many were asked, how many of them the service had no room for, and how many it did not answer. */
    String questions() {
        return "%,d questions, no room for %,d, no answer to %,d"
                .formatted(questions.get(), busy.get(), unanswered.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        client.shutdownNow();
        client.close();
    }
}
