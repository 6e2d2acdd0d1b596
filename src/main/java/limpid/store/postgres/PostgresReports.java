package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import limpid.programme.Report;
import limpid.store.Reports;
import org.jspecify.annotations.Nullable;

/** Entered figures of programmes in PostgreSQL. */
@Stored
@Introspected(classes = Report.class)
abstract class PostgresReports implements Reports, GenericRepository<Report, Long> {
    private final ConnectionOperations<Connection> database;

    PostgresReports(@Named(Pool.NAME) ConnectionOperations<Connection> database) {
        this.database = database;
    }

    @Override
    @Query("""
            SELECT DISTINCT ON (indicator, part, period, item) *
            FROM programme_report
            WHERE programme = :programme AND city = :city
            ORDER BY indicator, part, period, item, revision DESC""")
    public abstract List<Report> inForce(String programme, String city);

    @Override
    @Query("""
            SELECT *
            FROM programme_report
            WHERE programme = :programme AND city = :city AND indicator = :indicator
            ORDER BY part, period, item, revision""")
    public abstract List<Report> history(String programme, String city, String indicator);

    @Override
    public int enter(String programme, String city, List<Report> reports) {
        return Turn.of(database, "programme_report", "entering reports", open -> {
            Instant known = KnownTime.take(open);
            int changed = 0;
            for (Report report : reports) {
                changed += enter(
                        programme,
                        city,
                        report.indicator(),
                        report.part(),
                        report.period(),
                        report.item(),
                        report.value(),
                        report.met(),
                        report.reference(),
                        report.applies(),
                        report.source(),
                        report.file(),
                        report.enteredBy(),
                        known);
            }
            return changed;
        });
    }

    /** The next revision of a report, unless it says what the last one does. */
    @Query("""
            WITH last AS (
                SELECT revision, entered_at, value, met, reference, applies, source, file
                FROM programme_report
                WHERE programme = :programme AND city = :city AND indicator = :indicator AND part = :part
                  AND period = :period AND item = :item
                ORDER BY revision DESC
                LIMIT 1
            ), incoming AS (
                SELECT :value::numeric AS value, :met::boolean AS met, :reference::numeric AS reference,
                       :applies::boolean AS applies, :source::text AS source, :file::text AS file
            )
            INSERT INTO programme_report (programme, city, indicator, part, period, item, revision, value, met,
                                          reference, applies, source, file, entered_by, entered_at)
            SELECT :programme, :city, :indicator, :part, :period, :item, coalesce((SELECT revision FROM last), 0) + 1,
                   i.value, i.met, i.reference, i.applies, i.source, i.file, :enteredBy,
                   greatest(:known, (SELECT entered_at + interval '1 microsecond' FROM last))
            FROM incoming i
            WHERE NOT EXISTS (
                SELECT FROM last l
                WHERE (l.value, l.met, l.reference, l.applies, l.source, l.file)
                    IS NOT DISTINCT FROM (i.value, i.met, i.reference, i.applies, i.source, i.file))""")
    abstract int enter(
            String programme,
            String city,
            String indicator,
            String part,
            String period,
            String item,
            @Nullable BigDecimal value,
            @Nullable Boolean met,
            @Nullable BigDecimal reference,
            boolean applies,
            String source,
            String file,
            String enteredBy,
            Instant known);

    /** Read by the names of its columns. */
    @Mixin(Report.class)
    @MappedEntity
    interface Row {}
}
