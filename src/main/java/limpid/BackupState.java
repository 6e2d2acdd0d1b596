package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.Settings.BackupPlan;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.backup.BackupException;
import limpid.backup.Backups;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How old the newest backup is, and whether what the database writes is kept, where backups are made. */
@Singleton
class BackupState {
    private static final Logger LOG = LoggerFactory.getLogger(BackupState.class);

    /** A day, and time to make one and to try again. */
    private static final Duration OLDEST = Duration.ofHours(30);

    private static final Duration LONGEST_UNKEPT = Duration.ofHours(1);
    private static final String ARCHIVER = """
            SELECT coalesce(last_archived_time, stats_reset, pg_postmaster_start_time())
            FROM pg_stat_archiver WHERE last_failed_time > coalesce(last_archived_time, '-infinity')
            """;

    private final BackupPlan plan;
    private final BackupSchedule schedule;
    private final DataSource database;
    private final InstantSource clock;
    private final Instant started;

    BackupState(
            Settings settings,
            BackupSchedule schedule,
            DataSource database,
            InstantSource clock,
            MeterRegistry metrics) {
        this.plan = settings.embedded().backup();
        this.schedule = schedule;
        this.database = database;
        this.clock = clock;
        this.started = clock.instant();
        plan.backups().ifPresent(backups -> Gauge.builder("limpid.backup.age.seconds", () -> age(backups))
                .description("age of the newest backup")
                .register(metrics));
        plan.copies().bucket().ifPresent(bucket -> Gauge.builder(
                        "limpid.backup.copy.age.seconds", () -> age(schedule.newestCopy()))
                .description("age of the newest backup of which there is a copy off site")
                .register(metrics));
    }

    private double age(Backups backups) {
        try {
            return age(backups.newest().map(Backups.Base::time));
        } catch (BackupException e) {
            LOG.warn("the backups cannot be looked at: {}", e.getMessage());
            return Double.NaN;
        }
    }

    private double age(Optional<Instant> made) {
        return made.map(time -> (double) Duration.between(time, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    /** What somebody must be told about. */
    List<Alert> late(Instant now) {
        return plan.backups().map(backups -> late(backups, now)).orElse(List.of());
    }

    private List<Alert> late(Backups backups, Instant now) {
        List<Alert> found = new ArrayList<>();
        try {
            Instant last = backups.newest().map(Backups.Base::time).orElse(started);
            add("无新备份 no backup", last, OLDEST, now, found);
        } catch (BackupException e) {
            add(String.valueOf(e.getMessage()), started, Duration.ZERO, now, found);
        }
        schedule.uncopiedSince()
                .ifPresent(since -> add("备份未复制到异地 backups not copied off site", since, LONGEST_UNKEPT, now, found));
        unkeptSince().ifPresent(since -> add("日志归档失败 write-ahead log not kept", since, LONGEST_UNKEPT, now, found));
        return found;
    }

    private static void add(String what, Instant since, Duration longest, Instant now, List<Alert> found) {
        Duration lasts = Duration.between(since, now);
        if (lasts.compareTo(longest) > 0) {
            found.add(new Alert(
                    AlertKind.BACKUP_LATE,
                    what,
                    now,
                    null,
                    false,
                    BigDecimal.valueOf(lasts.toHours()),
                    BigDecimal.valueOf(longest.toHours()),
                    what + " for " + lasts.toHours() + " h",
                    List.of()));
        }
    }

    /** Since when PostgreSQL has not been able to keep what it writes. */
    private Optional<Instant> unkeptSince() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet failing = statement.executeQuery(ARCHIVER)) {
            return failing.next()
                    ? Optional.of(failing.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        } catch (SQLException e) {
            throw new StoreUnavailable("asking whether what is written is kept", e);
        }
    }
}
