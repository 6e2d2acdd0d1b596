package limpid.log;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import limpid.flow.Delivery;
import limpid.flow.LogIntake;
import limpid.flow.LogIntake.Reader;
import limpid.store.LogPositions;
import limpid.store.LogProgress.Move;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A member of the group of stores that share the partitions of the log. Where a partition is begun, and how far it is kept, the
 * database says; what is committed to the log itself is for people to see, and nobody goes by it.
 */
public final class LogSource implements LogIntake.Source {
    private static final System.Logger LOG = System.getLogger(LogSource.class.getName());
    private static final String GROUP = "limpid.store";
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);
    private static final int MOST_RECORDS = 4000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final LogSettings settings;
    private final LogTopic topic;
    private String log = "";
    private final LogPositions positions;
    private final Consumer<String, byte[]> consumer;

    /** Of each partition that is its own, what is to be next when the next record is read. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final Set<TopicPartition> fresh = new HashSet<>();
    private final Map<Integer, Long> lags = new ConcurrentHashMap<>();
    private final AtomicLong missing = new AtomicLong();
    private long reported = System.nanoTime();
    private volatile String trouble = "";
    private boolean subscribed;

    /**
     * A member that has not yet joined.
     *
     * @param longestMessage bytes of one message
     */
    public LogSource(LogSettings settings, LogTopic topic, LogPositions positions, int longestMessage) {
        this.settings = settings;
        this.topic = topic;
        this.positions = positions;
        this.consumer = new KafkaConsumer<>(
                settings.client(Map.of(
                        "group.id",
                        GROUP,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "none",
                        "allow.auto.create.topics",
                        "false",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms",
                        "6000",
                        "heartbeat.interval.ms",
                        "500",
                        "max.poll.records",
                        Integer.toString(MOST_RECORDS),
                        "fetch.max.bytes",
                        Integer.toString(MOST_BYTES),
                        "max.partition.fetch.bytes",
                        Integer.toString(LogGate.longest(longestMessage)))),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public String log() {
        return log;
    }

    @Override
    public List<Delivery> read(Duration patience, Reader reader) {
        List<Delivery> read = new ArrayList<>();
        try {
            if (!joined(patience, reader)) {
                return read;
            }
            // All that may fail stands before the poll: what was polled must not be lost on the way to the belt.
            place(reader);
            report();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Long before = next.put(partition, record.offset() + 1);
                read.add(LogRecords.read(record, log, before == null ? record.offset() : before));
            }
        } catch (OffsetOutOfRangeException e) {
            passOver(e.offsetOutOfRangePartitions());
        } catch (InterruptException | InterruptedException e) {
            // The belt is being closed, and ends where it waits next.
            Thread.currentThread().interrupt();
        }
        return read;
    }

    /** Joins the group as soon as the log answers. */
    private boolean joined(Duration patience, Reader reader) throws InterruptedException {
        if (subscribed) {
            return true;
        }
        try {
            log = topic.make();
        } catch (LogTopic.Away e) {
            if (trouble.isEmpty()) {
                LOG.log(Level.WARNING, "waiting for the log at {0}: {1}", settings.servers(), e.getMessage());
            }
            trouble = String.valueOf(e.getMessage());
            Thread.sleep(patience);
            return false;
        }
        trouble = "";
        consumer.subscribe(List.of(settings.topic()), new Partitions(reader));
        subscribed = true;
        return true;
    }

    /** Partitions come held and without a place; they are begun where the database says, as soon as it answers. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final Reader reader;

        Partitions(Reader reader) {
            this.reader = reader;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.pause(assigned);
            for (TopicPartition partition : assigned) {
                consumer.seek(partition, 0);
                fresh.add(partition);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            for (TopicPartition partition : revoked) {
                fresh.remove(partition);
                next.remove(partition);
                lags.remove(partition.partition());
            }
            reader.lost(revoked.stream().map(TopicPartition::partition).toList());
        }
    }

    private void place(Reader reader) throws InterruptedException {
        if (fresh.isEmpty()) {
            return;
        }
        Map<Integer, Long> firsts = new TreeMap<>();
        consumer.beginningOffsets(fresh).forEach((partition, first) -> firsts.put(partition.partition(), first));
        Map<Integer, Long> begun = reader.begin(firsts);
        Set<TopicPartition> placed = Set.copyOf(fresh);
        fresh.clear();
        goOn(begun);
        consumer.resume(placed);
    }

    @Override
    public void goOn(Map<Integer, Long> from) {
        from.forEach((number, offset) -> {
            TopicPartition partition = partition(number);
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, offset);
                next.put(partition, offset);
            }
        });
    }

    /** Only records of which the database has all before them are removed from the log; so this is a loss that somebody made. */
    private void passOver(Map<TopicPartition, Long> lost) {
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(lost.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(lost.keySet());
        lost.forEach((partition, wanted) -> {
            long first = firsts.getOrDefault(partition, wanted);
            if (wanted > first) {
                trouble = "the database has kept partition " + partition.partition() + " of " + log + " up to " + wanted
                        + ", but the log ends at " + ends.get(partition)
                        + ": it has lost what it had; the partition is held";
                LOG.log(Level.ERROR, trouble);
                consumer.pause(List.of(partition));
                consumer.seek(partition, first);
                return;
            }
            LOG.log(
                    Level.ERROR,
                    "partition {0} of {1} begins at {2}; {3} messages before it, which the database has not kept, are gone",
                    partition.partition(),
                    log,
                    first,
                    first - wanted);
            if (positions.pass(log, partition.partition(), new Move(wanted, first))) {
                missing.addAndGet(first - wanted);
                goOn(Map.of(partition.partition(), first));
            }
        });
    }

    private void report() {
        for (TopicPartition partition : next.keySet()) {
            consumer.currentLag(partition).ifPresent(lag -> lags.put(partition.partition(), lag));
        }
        if (Duration.ofNanos(System.nanoTime() - reported).compareTo(BETWEEN_REPORTS) > 0) {
            reported = System.nanoTime();
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            next.forEach((partition, offset) -> read.put(partition, new OffsetAndMetadata(offset)));
            consumer.commitAsync(read, (offsets, error) -> {
                if (error != null) {
                    LOG.log(Level.DEBUG, "the log was not told how far it is read: {0}", error.getMessage());
                }
            });
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.topic(), number);
    }

    @Override
    public void hold(int partition) {
        consumer.pause(List.of(partition(partition)));
    }

    @Override
    public void release(int partition) {
        if (consumer.assignment().contains(partition(partition))) {
            consumer.resume(List.of(partition(partition)));
        }
    }

    /** Messages of its partitions that the log has and that were not yet read, by partition. */
    public Map<Integer, Long> lags() {
        return Map.copyOf(lags);
    }

    /** Why a partition is not read; empty where all are. */
    public String trouble() {
        return trouble;
    }

    /** Messages that the log lost before they were kept. */
    public long missing() {
        return missing.get();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
