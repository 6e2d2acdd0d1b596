package limpid.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.programme.Indicator;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.programme.Report;
import limpid.store.Reports;

/**
 * Entered figures of a city. What was entered for an indicator of one programme serves every programme that asks for the same
 * national indicator; where a programme has its own for a period, that counts.
 */
final class EnteredFigures {
    private final Programmes programmes;
    private final Reports reports;
    private final String city;
    private final Map<String, List<Report>> byProgramme = new HashMap<>();

    EnteredFigures(Programmes programmes, Reports reports, String city) {
        this.programmes = programmes;
        this.reports = reports;
        this.city = city;
    }

    /** Those of an indicator, its own first. */
    List<Report> of(Programme programme, String no, String part) {
        List<Report> own = new ArrayList<>(of(programme.id(), no, part));
        programme.indicator(no + part).ifPresent(indicator -> programmes
                .sameAs(programme, indicator)
                .forEach(other -> addMissing(own, other, no, part)));
        return own;
    }

    private void addMissing(List<Report> own, Programmes.Same other, String no, String part) {
        Indicator asked = other.indicator();
        of(other.programme().id(), asked.no(), asked.part()).stream()
                .filter(report -> own.stream().noneMatch(mine -> isFor(mine, report)))
                .map(report -> report.as(no, part))
                .toList()
                .forEach(own::add);
    }

    private static boolean isFor(Report one, Report other) {
        return one.period().equals(other.period()) && one.item().equals(other.item());
    }

    private List<Report> of(String programme, String no, String part) {
        return byProgramme.computeIfAbsent(programme, id -> reports.inForce(id, city)).stream()
                .filter(report -> report.indicator().equals(no) && report.part().equals(part))
                .toList();
    }
}
