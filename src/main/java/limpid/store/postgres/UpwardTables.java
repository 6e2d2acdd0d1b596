package limpid.store.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import limpid.air.AirTables;
import limpid.noise.NoiseTables;
import limpid.programme.CheckTables;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Ends;
import limpid.water.WaterTables;

/**
 * What goes up from a cell: results of a day or longer with their histories, and of the registry what they are read with. Readings, hours
 * and single samples stay.
 */
final class UpwardTables {
    /** A column that holds the number of a station, city or river. */
    private static final String SUBJECT = "subject_id";

    /** All tables of results that are kept. */
    private static final List<ResultTable<?>> RESULTS = List.of(
            AirTables.HOURS,
            AirTables.DAYS,
            AirTables.RESTS,
            AirTables.PERIODS,
            WaterTables.SAMPLES,
            WaterTables.DAYS,
            WaterTables.MONTHS,
            WaterTables.SECTION_MONTHS,
            WaterTables.SECTION_MONTH_LINES,
            WaterTables.PERIODS,
            NoiseTables.HOURS,
            NoiseTables.DAYS,
            NoiseTables.PERIODS,
            CheckTables.KEPT);

    private static final List<UpwardTable> REGISTRY = List.of(
            UpwardTable.numbered("subject", "id").named("kind", "code"),
            UpwardTable.numbered("station", "id").named("code").without("mn", "hj212_password"),
            UpwardTable.numbered("section_limit", "section_id"),
            UpwardTable.numbered("source_intake", "section_id"),
            UpwardTable.numbered("dust", "id").named("city", "day", "from_hour", "to_hour", "known_to"),
            UpwardTable.numbered("air_review", "id"),
            UpwardTable.ofNames(
                    "programme_report", "programme", "city", "indicator", "part", "period", "item", "revision"),
            UpwardTable.ofNames("programme_task_entry", "programme", "task", "unit", "day", "revision"),
            UpwardTable.ofNames("cell_heartbeat", "cell"));

    private static final List<UpwardTable> ALL = all();

    private UpwardTables() {}

    /** Every table that goes up. */
    static List<UpwardTable> list() {
        return ALL;
    }

    private static List<UpwardTable> all() {
        List<UpwardTable> all = new ArrayList<>(REGISTRY);
        RESULTS.stream()
                .filter(table -> table.ends() != Ends.AT)
                .flatMap(UpwardTables::withHistory)
                .forEach(all::add);
        Stream.of(AlertRows.TABLE, PostgresSurveys.TABLE)
                .flatMap(table -> Stream.of(table.name(), table.history()))
                .map(table -> UpwardTable.numbered(table, SUBJECT))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static Stream<UpwardTable> withHistory(ResultTable<?> table) {
        KeptTable kept = KeptTable.of(table);
        Stream<String> names = table.current() ? Stream.of(kept.name()) : Stream.of(kept.name(), kept.history());
        return names.map(name -> table.ofSubjects()
                ? UpwardTable.numbered(name, SUBJECT)
                : UpwardTable.ofNames(name, key(table, name.equals(kept.history()))));
    }

    private static String[] key(ResultTable<?> table, boolean history) {
        Stream<String> key = table.key().stream().map(column -> column.name());
        return (history ? Stream.concat(key, Stream.of("revision")) : key).toArray(String[]::new);
    }
}
