package limpid.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the log: made where it is not there, and cleared of what the database has. */
public final class LogTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogSettings settings;
    private final int longestMessage;
    private final Admin admin;

    /** The log could not be asked. */
    public static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(String what, Throwable cause) {
            super("the log does not answer (" + what + "): " + cause, cause);
        }
    }

    /** @param longestMessage bytes of one message */
    public LogTopic(LogSettings settings, int longestMessage) {
        this.settings = settings;
        this.longestMessage = longestMessage;
        this.admin =
                Admin.create(settings.client(Map.of("request.timeout.ms", "5000", "default.api.timeout.ms", "10000")));
    }

    /**
     * Makes the topic where it is not there. Nothing in it is removed for its age: the database may have been away for longer.
     *
     * @return the name under which the database knows the log: a cluster made anew is another one, and begins anew
     * @throws Away where the log does not answer
     */
    public String make() {
        NewTopic topic = new NewTopic(settings.topic(), settings.partitions(), (short) settings.copies())
                .configs(Map.of(
                        "min.insync.replicas", Integer.toString(settings.copiesBeforeAnswer()),
                        "unclean.leader.election.enable", "false",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", Integer.toString(LogGate.longest(longestMessage))));
        try {
            answer(
                    "making topic " + settings.topic(),
                    admin.createTopics(List.of(topic)).all());
        } catch (Away e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        return answer("asking its name", admin.describeCluster().clusterId()) + "/" + settings.topic();
    }

    /**
     * Removes what is kept in the database and older than a moment.
     *
     * @param kept   by partition, what is to be kept next
     * @param before in milliseconds since 1970
     * @throws Away where the log does not answer
     */
    public void clear(Map<Integer, Long> kept, long before) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        kept.keySet().forEach(number -> asked.put(partition(number), OffsetSpec.forTimestamp(before)));
        Map<TopicPartition, RecordsToDelete> old = new HashMap<>();
        answer("asking for offsets by time", admin.listOffsets(asked).all()).forEach((partition, found) -> {
            long next = kept.getOrDefault(partition.partition(), 0L);
            // Nothing is that young where no offset is told: then all that is kept is older.
            long upTo = found.offset() < 0 ? next : Math.min(next, found.offset());
            if (upTo > 0) {
                old.put(partition, RecordsToDelete.beforeOffset(upTo));
            }
        });
        answer("removing old messages", admin.deleteRecords(old).all());
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.topic(), number);
    }

    private static <T> T answer(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Away(what, Optional.ofNullable(e.getCause()).orElse(e));
        } catch (TimeoutException e) {
            throw new Away(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away(what, e);
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
