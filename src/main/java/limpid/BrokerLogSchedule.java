package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import limpid.store.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows Mosquitto's log, where one is named, and puts what the broker refused into the audit. */
@Singleton
final class BrokerLogSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLogSchedule.class);
    /** More than so much at once is stepped over: an audit is not to be held up by a log that was let grow. */
    private static final int MOST_BYTES = 4 << 20;

    private final String file;
    private final MosquittoLog log;
    private long read = -1;
    private String fault = "";

    BrokerLogSchedule(Settings settings, Audit audit, InstantSource clock) {
        this.file = settings.mqtt().log();
        this.log = new MosquittoLog(new BrokerAudit(audit, clock));
    }

    /** From the start of the service on; a file that is shorter than before has been begun anew. */
    @Scheduled(initialDelay = "1s", fixedDelay = "3s")
    void follow() {
        if (file.isEmpty()) {
            return;
        }
        try {
            long size = Files.size(Path.of(file));
            if (read < 0) {
                read = size;
            }
            if (size < read) {
                read = 0;
            }
            if (size > read) {
                lines(size);
            }
            fault = "";
        } catch (IOException e) {
            if (!e.toString().equals(fault)) {
                LOG.error(
                        "the broker's log {} cannot be read, so what it refuses is not in the audit: {}",
                        file,
                        e.toString());
            }
            fault = e.toString();
        }
    }

    private void lines(long size) throws IOException {
        if (size - read > MOST_BYTES) {
            LOG.warn("{} bytes of the broker's log are stepped over", size - read - MOST_BYTES);
            read = size - MOST_BYTES;
        }
        byte[] bytes = new byte[(int) (size - read)];
        try (RandomAccessFile open = new RandomAccessFile(file, "r")) {
            open.seek(read);
            open.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(log::read);
        read += end;
    }
}
