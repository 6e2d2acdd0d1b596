package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.model.DataType;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import limpid.store.SourceIntakes;
import limpid.store.SourceIntakes.Intake;

/** Reported intake volumes in PostgreSQL. */
@Stored
@Introspected(classes = Intake.class)
abstract class PostgresSourceIntakes implements SourceIntakes, GenericRepository<Intake, Long> {
    private final ConnectionOperations<Connection> database;

    PostgresSourceIntakes(@Named(Pool.NAME) ConnectionOperations<Connection> database) {
        this.database = database;
    }

    @Override
    public List<Intake> list(YearMonth first, YearMonth last) {
        return list(first.atDay(1), last.atDay(1));
    }

    @Query("""
            SELECT station.code AS section, i.month, i.volume, i.origin
            FROM source_intake i
            JOIN station ON station.id = i.section_id
            WHERE i.known_to IS NULL AND i.month BETWEEN :first AND :last
            ORDER BY station.code, i.month""")
    abstract List<Intake> list(LocalDate first, LocalDate last);

    @Override
    public int keep(List<Intake> intakes) {
        List<String> sections = intakes.stream().map(Intake::section).toList();
        List<String> months = intakes.stream()
                .map(intake -> intake.month().atDay(1).toString())
                .toList();
        List<String> volumes =
                intakes.stream().map(intake -> intake.volume().toString()).toList();
        List<String> origins = intakes.stream().map(Intake::origin).toList();
        return Turn.of(database, "source_intake", "keeping intake volumes", open -> {
            Instant known = KnownTime.take(open);
            end(sections, months, volumes, origins, known);
            return add(sections, months, volumes, origins, known);
        });
    }

    /** Ends reports of the same source and month that said otherwise. */
    @Query("""
            UPDATE source_intake old
            SET known_to = greatest(:known, old.known_from + interval '1 microsecond')
            FROM unnest(:sections::text[], :months::date[], :volumes::numeric[], :origins::text[])
                AS wanted (code, month, volume, origin)
            JOIN station ON station.code = wanted.code
            WHERE old.known_to IS NULL AND old.section_id = station.id AND old.month = wanted.month
              AND (old.volume, old.origin) IS DISTINCT FROM (wanted.volume, wanted.origin)""")
    abstract int end(
            @TypeDef(type = DataType.STRING_ARRAY) List<String> sections,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> months,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> volumes,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> origins,
            Instant known);

    /** Adds reports where none of the source and month holds. */
    @Query("""
            INSERT INTO source_intake (section_id, month, volume, origin, known_from)
            SELECT station.id, wanted.month, wanted.volume, wanted.origin,
                   greatest(:known, (
                       SELECT max(known_to)
                       FROM source_intake old
                       WHERE old.section_id = station.id AND old.month = wanted.month))
            FROM unnest(:sections::text[], :months::date[], :volumes::numeric[], :origins::text[])
                AS wanted (code, month, volume, origin)
            JOIN station ON station.code = wanted.code
            ON CONFLICT (section_id, month) WHERE known_to IS NULL DO NOTHING""")
    abstract int add(
            @TypeDef(type = DataType.STRING_ARRAY) List<String> sections,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> months,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> volumes,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> origins,
            Instant known);

    /** Read by the names of its columns. */
    @Mixin(Intake.class)
    @MappedEntity
    interface Row {}
}
