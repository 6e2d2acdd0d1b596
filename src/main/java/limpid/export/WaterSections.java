package limpid.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.Coverage;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.rule.Chosen;
import limpid.station.Station;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import limpid.store.Registered;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.water.MainIndicators;
import limpid.water.PeriodMean;
import limpid.water.PeriodMean.Averaged;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.PlannedLimit;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.TargetVerdict.Judged;
import limpid.water.WaterPeriod;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Sections 断面水质评价, one a line with each month, quarter or year: class, target, deciding items and the means they rest
 * on. A section in service without data has a line that says so.
 */
final class WaterSections implements Rows {
    private static final List<String> FILTERS =
            Stream.concat(WaterSamples.FILTERS.stream(), Stream.of("period")).toList();
    private static final List<Parameter> ITEMS =
            WaterSamples.items().stream().filter(WaterSections::assessed).toList();

    /** What sections are assessed by beside their readings. */
    private record Basis(Stations stations, SectionLimits limits, Chosen<WaterSettings> settings) {}

    private final Chosen<WaterSettings> settings;
    private final Map<String, List<OwnLimit>> ownLimits;
    private final WaterPeriod.Kind kind;
    private final LocalDate first;
    private final LocalDate last;
    private final List<String> after;
    private final Iterator<Station> sections;
    private final Rows months;
    private @Nullable Object @Nullable [] ahead;
    private @Nullable Station section;
    private WaterPeriod period;
    private List<Month> own = List.of();

    private WaterSections(Basis basis, Snapshot snapshot, Query query) {
        this.settings = basis.settings;
        this.ownLimits = PlannedLimit.bySection(basis.limits.list(null));
        this.kind = kind(query.filter("period"));
        this.first = WaterPeriod.of(kind, query.firstDay()).firstDay();
        this.last = WaterPeriod.of(kind, query.lastDay()).lastDay();
        this.after = query.after();
        this.period = WaterPeriod.of(kind, first);
        this.sections =
                basis
                        .stations
                        .list(new Stations.Filter(Medium.WATER, query.filter("city"), null, null), Integer.MAX_VALUE)
                        .stream()
                        .map(Registered::station)
                        .filter(one -> matches(one, query))
                        .filter(this::isDue)
                        .sorted((a, b) -> a.code().compareTo(b.code()))
                        .iterator();
        this.months = snapshot.rows("exportWaterMonths", arguments(query));
        this.ahead = months.next();
    }

    static Dataset dataset(Stations stations, SectionLimits limits, Chosen<WaterSettings> settings) {
        Basis basis = new Basis(stations, limits, settings);
        return new Dataset(
                "water-sections",
                "断面水质评价",
                "water sections by month, quarter or year",
                Medium.WATER,
                columns(),
                List.of("section", "period"),
                FILTERS,
                (snapshot, query) -> new WaterSections(basis, snapshot, query));
    }

    private static boolean assessed(Parameter item) {
        return SectionAssessment.itemSet(WaterPeriod.Kind.MONTH).codes().contains(item.code());
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("section", "断面编码"),
                Column.text("name", "断面名称"),
                Column.text("city", "城市"),
                Column.text("waterBody", "水体"),
                Column.text("roles", "断面属性"),
                Column.text("period", "评价时段"),
                Column.of(Kind.DATE, "start", "开始日期"),
                Column.of(Kind.DATE, "end", "结束日期"),
                Column.of(Kind.INTEGER, "class", "水质类别（6 为劣Ⅴ）"),
                Column.text("className", "水质类别"),
                Column.of(Kind.INTEGER, "target", "水质目标"),
                Column.of(Kind.BOOLEAN, "meetsTarget", "是否达标"),
                Column.text("decidingItems", "定类项目"),
                Column.text("mainIndicators", "主要污染指标（超Ⅲ类倍数）"),
                Column.of(Kind.INTEGER, "itemsAssessed", "评价项目数")));
        ITEMS.forEach(
                item -> columns.add(new Column(item.code(), item.nameZh() + " 均值", Kind.DECIMAL, item.unit(), null)));
        columns.addAll(List.of(
                Column.text("reason", "无类别的原因"),
                Column.text("tooFew", "数据不足的项目（有效/应有）"),
                Column.text("edition", "标准")));
        return columns;
    }

    private static WaterPeriod.Kind kind(@Nullable String text) {
        return switch (text) {
            case null -> WaterPeriod.Kind.MONTH;
            case "month", "quarter", "year" -> WaterPeriod.Kind.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw new Query.Bad("period", text, "month, quarter or year");
        };
    }

    private static boolean matches(Station section, Query query) {
        String river = query.filter("river");
        String role = query.filter("role");
        String code = query.filter("section");
        return (river == null || river.equals(section.siting().waterBody()))
                && (role == null || section.siting().roles().contains(role))
                && (code == null || code.equals(section.code()));
    }

    /** Whether it was in service in a part of the span, and does not come before the cursor. */
    private boolean isDue(Station section) {
        LocalDate from = section.inServiceFrom();
        LocalDate to = section.inServiceTo();
        return (from == null || !from.isAfter(last))
                && (to == null || !to.isBefore(first))
                && (after.isEmpty() || section.code().compareTo(after.getFirst()) >= 0);
    }

    private Map<String, @Nullable Object> arguments(Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(WaterSamples.FILTERS);
        arguments.put("station", query.filter("section"));
        arguments.put("firstMonth", first.withDayOfMonth(1));
        arguments.put("lastMonth", last.withDayOfMonth(1));
        arguments.put("afterCode", after.isEmpty() ? null : after.getFirst());
        return arguments;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (true) {
            if (section == null && !nextSection()) {
                drain();
                return null;
            }
            Station current = Objects.requireNonNull(section);
            WaterPeriod asked = period;
            period = period.next();
            if (period.firstDay().isAfter(last)) {
                section = null;
            }
            if (isInService(current, asked) && !isBeforeCursor(current, asked)) {
                return cells(current, asked);
            }
        }
    }

    private void drain() {
        while (ahead != null) {
            ahead = months.next();
        }
    }

    private boolean nextSection() {
        if (!sections.hasNext()) {
            return false;
        }
        Station next = sections.next();
        section = next;
        period = WaterPeriod.of(kind, first);
        own = ownMonths(next.code());
        return true;
    }

    /** Both come in the order of codes; months of sections that are not due are passed over. */
    private List<Month> ownMonths(String code) {
        List<Month> found = new ArrayList<>();
        @Nullable Object[] row = ahead;
        while (row != null && String.valueOf(row[0]).compareTo(code) <= 0) {
            if (code.equals(row[0])) {
                found.add(month(row));
            }
            row = months.next();
        }
        ahead = row;
        return found;
    }

    private static Month month(@Nullable Object[] row) {
        List<?> codes = list(row[2]);
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            Coverage coverage = new Coverage(number(row[4], i), number(row[5], i), number(row[6], i));
            int below = number(row[7], i);
            PeriodMean mean = list(row[3]).get(i) instanceof BigDecimal value
                    ? new Averaged(value, coverage, below)
                    : new Insufficient(coverage, below);
            items.put(String.valueOf(codes.get(i)), mean);
        }
        return new Month(YearMonth.from((LocalDate) Objects.requireNonNull(row[1])), items);
    }

    private static List<?> list(@Nullable Object cell) {
        return (List<?>) Objects.requireNonNull(cell);
    }

    private static int number(@Nullable Object cell, int at) {
        return (Integer) Objects.requireNonNull(list(cell).get(at));
    }

    private static boolean isInService(Station section, WaterPeriod period) {
        LocalDate from = section.inServiceFrom();
        LocalDate to = section.inServiceTo();
        return (from == null || !from.isAfter(period.lastDay())) && (to == null || !to.isBefore(period.firstDay()));
    }

    private boolean isBeforeCursor(Station section, WaterPeriod asked) {
        if (after.isEmpty() || !section.code().equals(after.getFirst())) {
            return false;
        }
        WaterPeriod done = WaterPeriod.parse(after.getLast())
                .filter(one -> one.kind() == kind)
                .orElseThrow(() -> Cursors.bad(after));
        return asked.compareTo(done) <= 0;
    }

    private @Nullable Object[] cells(Station section, WaterPeriod asked) {
        List<Month> parts = own.stream()
                .filter(month -> asked.contains(month.month().atDay(1)))
                .toList();
        WaterSettings inForce = settings.of(section.city(), asked.lastDay());
        SectionAssessment assessment = new SectionPeriod(
                        section, ownLimits.getOrDefault(section.code(), List.of()), asked, parts, inForce)
                .whole();
        SectionClass judged = assessment.result().sectionClass();
        List<@Nullable Object> cells = new ArrayList<>(List.of(
                section.code(),
                section.nameZh(),
                section.city(),
                section.siting().waterBody(),
                String.join(";", section.siting().roles()),
                asked.name(),
                asked.firstDay(),
                asked.lastDay()));
        cells.add(judged.waterClass());
        cells.add(judged.className());
        cells.add(section.siting().targetClass());
        cells.add(assessment.verdict() instanceof Judged verdict ? verdict.meets() : null);
        cells.add(joined(judged.deciding().stream().map(ItemClass::code).toList()));
        cells.add(joined(assessment.indicators().stream()
                .map(item -> MainIndicators.printed(item, inForce.publication()))
                .toList()));
        cells.add(judged.itemsAssessed());
        addMeans(cells, judged);
        cells.add(judged.waterClass() == null ? judged.reason() : null);
        cells.add(joined(tooFew(assessment)));
        cells.add(judged.edition());
        return cells.toArray();
    }

    private static void addMeans(List<@Nullable Object> cells, SectionClass judged) {
        Map<String, BigDecimal> values = new HashMap<>();
        judged.items().forEach(item -> values.put(item.code(), item.measured().value()));
        ITEMS.forEach(item -> cells.add(values.get(item.code())));
    }

    private static List<String> tooFew(SectionAssessment assessment) {
        return assessment.means().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Insufficient)
                .map(entry -> entry.getKey() + ":" + entry.getValue().coverage().valid() + "/"
                        + entry.getValue().coverage().required())
                .toList();
    }

    private static @Nullable String joined(List<String> parts) {
        return parts.isEmpty() ? null : String.join(";", parts);
    }

    @Override
    public void close() {
        months.close();
    }
}
