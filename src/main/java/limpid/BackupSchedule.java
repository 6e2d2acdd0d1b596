package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import limpid.Settings.BackupPlan;
import limpid.Settings.Db;
import limpid.backup.BackupException;
import limpid.backup.Backups;
import limpid.backup.BaseBackup;
import limpid.measure.LocalDay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a backup of the database each day from a set time on, where a folder is named for it, and removes the oldest. */
@Singleton
class BackupSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    /** After a failure the next try is so much later. */
    private static final Duration PAUSE = Duration.ofMinutes(30);

    private final BackupPlan plan;
    private final Db database;
    private final InstantSource clock;
    private volatile Instant notBefore = Instant.EPOCH;

    BackupSchedule(Settings settings, InstantSource clock) {
        this.plan = settings.embedded().backup();
        this.database = settings.db();
        this.clock = clock;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "1m")
    @Job(value = "backup", above = true)
    void backUp() {
        plan.backups().ifPresent(this::backUp);
    }

    private void backUp(Backups backups) {
        Instant now = clock.instant();
        try {
            if (now.isBefore(notBefore) || !isDue(backups, now)) {
                return;
            }
            Backups.Base made = BaseBackup.take(database.url(), database.user(), database.password(), backups);
            int removed = backups.keep(plan.kept());
            LOG.info("backup {} made and verified, {} older removed", made.folder(), removed);
        } catch (BackupException e) {
            notBefore = now.plus(PAUSE);
            LOG.error("no backup 备份失败: {}", e.getMessage());
        }
    }

    /** Whether none was made since the set time last came. */
    private boolean isDue(Backups backups, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, LocalDay.CHINA);
        Instant last = today.atTime(plan.at()).atZone(LocalDay.CHINA).toInstant();
        Instant since = last.isAfter(now) ? last.minus(Duration.ofDays(1)) : last;
        return backups.newest().map(base -> base.time().isBefore(since)).orElse(true);
    }
}
