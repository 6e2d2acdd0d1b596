package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import limpid.Settings.BackupPlan;
import limpid.Settings.Db;
import limpid.backup.BackupException;
import limpid.backup.Backups;
import limpid.backup.BaseBackup;
import limpid.backup.BucketCopy;
import limpid.measure.LocalDay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a backup of the database each day from a set time on, where a folder is named for it, and removes the oldest; copies to a
 * bucket what is not there, where one is named.
 */
@Singleton
class BackupSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    /** After a failure the next try is so much later. */
    private static final Duration PAUSE = Duration.ofMinutes(30);

    private final BackupPlan plan;
    private final Db database;
    private final InstantSource clock;
    private final @Nullable BucketCopy copy;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile @Nullable Instant newestCopy;
    private volatile @Nullable Instant uncopiedSince;

    BackupSchedule(Settings settings, InstantSource clock) {
        this.plan = settings.embedded().backup();
        this.database = settings.db();
        this.clock = clock;
        this.copy = plan.copies().bucket().map(BucketCopy::of).orElse(null);
    }

    /** When the newest backup was made of which the bucket was seen to have a copy; none where that is not known. */
    Optional<Instant> newestCopy() {
        return Optional.ofNullable(newestCopy);
    }

    /** Since when copying has failed; none where it does not. */
    Optional<Instant> uncopiedSince() {
        return Optional.ofNullable(uncopiedSince);
    }

    @PreDestroy
    void close() {
        if (copy != null) {
            copy.close();
        }
    }

    @Scheduled(initialDelay = "45s", fixedDelay = "1m")
    @Job(value = "backup-copy", above = true)
    void copy() {
        BucketCopy to = copy;
        if (to != null) {
            plan.backups().ifPresent(backups -> copy(backups, to));
        }
    }

    private void copy(Backups backups, BucketCopy to) {
        try {
            int files = to.copy(
                    backups, BaseBackup.identifier(database.url(), database.user(), database.password()), plan.kept());
            newestCopy = to.newest().orElse(null);
            uncopiedSince = null;
            LOG.debug("{} files of backups copied", files);
        } catch (BackupException e) {
            uncopiedSince = uncopiedSince().orElseGet(clock::instant);
            LOG.error("no copy of backups 备份副本失败: {}", e.getMessage());
        }
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
