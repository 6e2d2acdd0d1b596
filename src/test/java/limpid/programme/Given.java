package limpid.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.AssessmentPeriod;
import org.jspecify.annotations.Nullable;

/** Figures of a city as a test gives them. */
final class Given implements Figures {
    private final Map<String, Figure> computed = new HashMap<>();
    private final List<Report> reports = new ArrayList<>();

    /** A figure by measure and period. */
    Given figure(String measure, String period, Figure figure) {
        computed.put(measure + " " + period, figure);
        return this;
    }

    Given number(String measure, String period, String value, String unrounded) {
        return figure(
                measure,
                period,
                Figure.of(new BigDecimal(value), new BigDecimal(unrounded), Explanation.of("given"), ""));
    }

    Given report(String indicator, String part, String period, String item, String value) {
        return report(indicator, part, period, item, new BigDecimal(value), null, null);
    }

    Given report(
            String indicator,
            String part,
            String period,
            String item,
            @Nullable BigDecimal value,
            @Nullable Boolean met,
            @Nullable BigDecimal reference) {
        reports.add(new Report(
                indicator, part, period, item, value, met, reference, true, "yearbook", "", "lab", Instant.EPOCH, 1));
        return this;
    }

    Given add(Report report) {
        reports.add(report);
        return this;
    }

    @Override
    public Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive) {
        return computed.getOrDefault(
                measure.code() + " " + period.name(),
                Figure.missing(Explanation.of("missing"), Explanation.of(measure.code()), ""));
    }

    @Override
    public List<Report> reports(String indicator, String part) {
        return reports.stream()
                .filter(report ->
                        report.indicator().equals(indicator) && report.part().equals(part))
                .toList();
    }
}
