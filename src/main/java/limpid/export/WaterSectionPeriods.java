package limpid.export;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.rule.ByCityAndDate;
import limpid.station.Station;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import limpid.store.Registered;
import limpid.store.Stations;
import limpid.water.PlannedLimit;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/** Quarters and years of sections, judged from their months. */
final class WaterSectionPeriods implements Rows {
    private final ByCityAndDate<WaterSettings> settings;
    private final Map<String, List<OwnLimit>> ownLimits;
    private final AssessmentPeriod.Kind kind;
    private final LocalDate first;
    private final LocalDate last;
    private final List<String> after;
    private final Iterator<Station> sections;
    private final Rows months;
    private @Nullable Object @Nullable [] ahead;
    private @Nullable Station section;
    private AssessmentPeriod period;
    private List<Month> own = List.of();

    WaterSectionPeriods(WaterSections.Basis basis, Snapshot snapshot, Query query, AssessmentPeriod.Kind kind) {
        this.settings = basis.settings();
        this.ownLimits = PlannedLimit.bySection(basis.limits().list(null));
        this.kind = kind;
        this.first = AssessmentPeriod.of(kind, query.firstDay()).startInclusive();
        this.last = AssessmentPeriod.of(kind, query.lastDay()).lastDay();
        this.after = query.after();
        this.period = AssessmentPeriod.of(kind, first);
        this.sections = basis
                .stations()
                .list(
                        new Stations.Filter(Medium.WATER, query.filter("city"), query.filter("district"), null, null),
                        Integer.MAX_VALUE)
                .stream()
                .map(Registered::station)
                .filter(one -> matches(one, query))
                .filter(this::isDue)
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .iterator();
        this.months = snapshot.rows("exportWaterMonths", arguments(query));
        this.ahead = months.next();
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
        Map<String, @Nullable Object> arguments = query.arguments(WaterSections.SECTIONS);
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
            AssessmentPeriod asked = period;
            period = period.next();
            if (period.startInclusive().isAfter(last)) {
                section = null;
            }
            if (isInService(current, asked) && !isBeforeCursor(current, asked)) {
                return line(current, asked);
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
        period = AssessmentPeriod.of(kind, first);
        own = ownMonths(next.code());
        return true;
    }

    /** Both come in the order of codes; months of sections that are not due are passed over. */
    private List<Month> ownMonths(String code) {
        List<Month> found = new ArrayList<>();
        @Nullable Object[] row = ahead;
        while (row != null && String.valueOf(row[0]).compareTo(code) <= 0) {
            if (code.equals(row[0])) {
                found.add(WaterMonthRows.month(WaterMonthRows.month(row[1]), row, 2));
            }
            row = months.next();
        }
        ahead = row;
        return found;
    }

    private static boolean isInService(Station section, AssessmentPeriod period) {
        LocalDate from = section.inServiceFrom();
        LocalDate to = section.inServiceTo();
        return (from == null || !from.isAfter(period.lastDay()))
                && (to == null || !to.isBefore(period.startInclusive()));
    }

    private boolean isBeforeCursor(Station section, AssessmentPeriod asked) {
        if (after.isEmpty() || !section.code().equals(after.getFirst())) {
            return false;
        }
        return asked.compareTo(WaterSections.done(after, kind)) <= 0;
    }

    private @Nullable Object[] line(Station section, AssessmentPeriod asked) {
        List<Month> parts = own.stream()
                .filter(month -> asked.contains(month.month().atDay(1)))
                .toList();
        return WaterSections.judged(new SectionPeriod(
                section,
                ownLimits.getOrDefault(section.code(), List.of()),
                asked,
                parts,
                settings.of(section.city(), asked.lastDay())));
    }

    @Override
    public void close() {
        months.close();
    }
}
