package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.alert.AlertSettings;
import limpid.flow.ResultWatch;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.store.Alerts;
import limpid.store.Alerts.Watched;
import limpid.store.Channels;
import limpid.store.Channels.Kept;
import limpid.store.Duty;
import limpid.store.Pending;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the alerts that follow from results, and for those of the service itself. */
@Singleton
class AlertSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSchedule.class);
    /** Results become visible a while after the time they are known from. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final Set<String> OF_MACHINE =
            Set.of(AlertKind.ROLLUP_LAG, AlertKind.DISK, AlertKind.CHANNEL_DEAD, AlertKind.BACKUP_LATE);
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final Alerts alerts;
    private final Channels channels;
    private final Duty duty;
    private final Pending pending;
    private final Rules rules;
    private final BackupState backups;
    private final InstantSource clock;
    private volatile Instant judged = Instant.EPOCH;

    AlertSchedule(
            Alerts alerts,
            Channels channels,
            Duty duty,
            Pending pending,
            Rules rules,
            BackupState backups,
            InstantSource clock) {
        this.duty = duty;
        this.alerts = alerts;
        this.channels = channels;
        this.pending = pending;
        this.rules = rules;
        this.backups = backups;
        this.clock = clock;
    }

    /** Not at once, as with silent stations. */
    @Scheduled(initialDelay = "2m", fixedDelay = "1m")
    @Job("alerts")
    void watch() {
        Instant now = clock.instant();
        Instant oldest = now.minus(Watched.OF_DAYS);
        try {
            if (alerts.watch(judged.isBefore(oldest) ? oldest : judged, now, new ResultWatch(rules, now))) {
                judged = now.minus(OVERLAP);
            }
        } catch (StoreUnavailable e) {
            LOG.warn("results are not yet judged for alerts: {}", e.getMessage());
        }
    }

    /** Alerts that nobody has taken go to those on duty. */
    @Scheduled(initialDelay = "5s", fixedDelay = "10s")
    void assign() {
        try {
            duty.assign(clock.instant());
        } catch (StoreUnavailable e) {
            LOG.debug("alerts are not given to those on duty now: {}", e.getMessage());
        }
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    void lookAtItself() {
        Instant now = clock.instant();
        AlertSettings settings = rules.alerts().of("", LocalDay.dateAt(now));
        try {
            List<Alert> found = new ArrayList<>();
            Duration waiting = pending.waiting(1).age(now);
            if (waiting.compareTo(settings.rollupLag()) > 0) {
                found.add(of(
                        AlertKind.ROLLUP_LAG,
                        "",
                        now,
                        BigDecimal.valueOf(waiting.toMinutes()),
                        BigDecimal.valueOf(settings.rollupLag().toMinutes()),
                        "the oldest reading waits for its results for " + waiting.toMinutes() + " min"));
            }
            disks().forEach((name, disk) -> addFull(name, disk, settings.diskFreePercent(), now, found));
            channels.all().stream()
                    .filter(Kept::isDead)
                    .forEach(kept -> found.add(of(
                            AlertKind.CHANNEL_DEAD,
                            kept.channel().name(),
                            now,
                            BigDecimal.valueOf(kept.failures()),
                            BigDecimal.valueOf(Channels.DEAD_AFTER),
                            kept.lastError())));
            found.addAll(backups.late(now));
            alerts.tell(now, OF_MACHINE, found);
        } catch (StoreUnavailable e) {
            LOG.warn("the service's own state is not told: {}", e.getMessage());
        }
    }

    private static Alert of(
            String kind, String item, Instant now, BigDecimal value, BigDecimal threshold, String seen) {
        return new Alert(kind, item, now, null, false, value, threshold, seen, List.of());
    }

    /** Free and whole bytes. */
    private record Disk(long free, long whole) {}

    /** Where the service stands and where it puts what it writes for a while; each disk once. */
    private static Map<String, Disk> disks() {
        Map<String, Disk> disks = new LinkedHashMap<>();
        for (String property : List.of("user.dir", "java.io.tmpdir")) {
            try {
                FileStore store = Files.getFileStore(Path.of(System.getProperty(property)));
                disks.put(store.name(), new Disk(store.getUsableSpace(), store.getTotalSpace()));
            } catch (IOException e) {
                LOG.warn("the disk of {} cannot be looked at: {}", property, e.toString());
            }
        }
        return disks;
    }

    private static void addFull(String name, Disk disk, int least, Instant now, List<Alert> found) {
        if (disk.whole > 0 && disk.free * 100.0 / disk.whole < least) {
            BigDecimal free = BigDecimal.valueOf(disk.free * 100 / disk.whole).min(WHOLE);
            found.add(of(
                    AlertKind.DISK,
                    name,
                    now,
                    free,
                    BigDecimal.valueOf(least),
                    free + " % of the disk " + name + " is free"));
        }
    }
}
