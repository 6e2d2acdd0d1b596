package limpid.export;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.station.Station;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import limpid.water.PlannedLimit;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterClass;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/** Months of sections as they are kept; those that are not, from their means. */
final class WaterSectionMonths {
    private static final int MONTH = 5;
    private static final int ITEMS = 11;
    private static final int EDITION = 15;
    private static final int MEANS = 16;

    private final WaterSections.Basis basis;
    private @Nullable Map<String, Station> stations;
    private @Nullable Map<String, List<OwnLimit>> limits;
    private AssessmentPeriod period = AssessmentPeriod.month(YearMonth.from(LocalDate.EPOCH));
    private String items = "";
    private int[] columns = {};

    private WaterSectionMonths(WaterSections.Basis basis) {
        this.basis = basis;
    }

    static Rows of(WaterSections.Basis basis, Snapshot snapshot, Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(WaterSections.SECTIONS);
        YearMonth first = YearMonth.from(query.firstDay());
        List<String> after = query.after();
        arguments.put("station", query.filter("section"));
        arguments.put("firstMonth", first.atDay(1));
        arguments.put("months", (int) first.until(YearMonth.from(query.lastDay()), ChronoUnit.MONTHS) + 1);
        arguments.put("rules", rules(basis));
        arguments.put("afterCode", after.isEmpty() ? null : after.getFirst());
        arguments.put(
                "afterMonth",
                after.isEmpty() ? null : WaterSections.done(after, Kind.MONTH).startInclusive());
        WaterSectionMonths months = new WaterSectionMonths(basis);
        return Dataset.mapped(snapshot.rows("exportSectionMonths", arguments), months::line);
    }

    /** The choices by which months are taken as they are kept; none where cities or dates have others. */
    private static @Nullable String rules(WaterSections.Basis basis) {
        List<String> all = basis.settings().ever().stream()
                .map(WaterSettings::printing)
                .distinct()
                .toList();
        return all.size() == 1 ? all.getFirst() : null;
    }

    private @Nullable Object[] line(@Nullable Object[] row) {
        LocalDate first = (LocalDate) Objects.requireNonNull(row[MONTH]);
        if (!first.equals(period.startInclusive())) {
            period = AssessmentPeriod.of(Kind.MONTH, first);
        }
        return row[EDITION] == null ? anew(row) : kept(row);
    }

    private @Nullable Object[] kept(@Nullable Object[] row) {
        find((String) Objects.requireNonNull(row[ITEMS]));
        @Nullable
        Object[] line = WaterSections.line(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                row[6],
                row[6] instanceof Integer waterClass ? WaterClass.name(waterClass) : null,
                row[7],
                row[8],
                filled(row[9]),
                filled(row[10]),
                columns.length);
        means((String) Objects.requireNonNull(row[ITEMS + 1]), line);
        return WaterSections.ended(line, row[13], filled(row[14]), row[EDITION]);
    }

    private void means(String text, @Nullable Object[] line) {
        if (items.equals(WaterSections.ALL_ITEMS)) {
            line[columns[0]] = new PrintedRun(text, columns.length);
            return;
        }
        int start = 0;
        for (int column : columns) {
            int found = text.indexOf(',', start);
            int end = found < 0 ? text.length() : found;
            line[column] = new Printed(text, start, end);
            start = end + 1;
        }
    }

    /** Mostly the items of the line before. */
    private void find(String wanted) {
        if (!wanted.equals(items)) {
            items = wanted;
            columns = wanted.isEmpty()
                    ? new int[0]
                    : List.of(wanted.split(";")).stream()
                            .mapToInt(WaterSections::column)
                            .toArray();
        }
    }

    private static @Nullable Object filled(@Nullable Object text) {
        return "".equals(text) ? null : text;
    }

    private @Nullable Object[] anew(@Nullable Object[] row) {
        Station section = section((String) Objects.requireNonNull(row[0]));
        List<Month> months = row[MEANS] == null
                ? List.of()
                : List.of(WaterMonthRows.month(WaterMonthRows.month(row[MONTH]), row, MEANS));
        return WaterSections.judged(new SectionPeriod(
                section,
                limits(section.code()),
                period,
                months,
                basis.settings().of(section.city(), period.lastDay())));
    }

    private Station section(String code) {
        if (stations == null) {
            stations = basis.stations().all().stream().collect(Collectors.toMap(Station::code, Function.identity()));
        }
        return Objects.requireNonNull(stations.get(code), code);
    }

    private List<OwnLimit> limits(String section) {
        if (limits == null) {
            limits = PlannedLimit.bySection(basis.limits().list(null));
        }
        return limits.getOrDefault(section, List.of());
    }
}
