package limpid.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.programme.Area;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.programme.Measure;
import limpid.station.Station;
import limpid.station.Station.ControlLevel;
import limpid.store.DataRates;
import limpid.store.DataRates.Received;
import limpid.store.Registered;
import limpid.store.Span;
import limpid.store.Stations.Filter;
import limpid.water.ClassShares;

/** Figures of the network itself: stations in service 点位, and how much of what they owe has come 数据传输率、捕集率. */
final class StationFigures {
    private final Knowledge knowledge;
    private final String city;
    private final Area area;

    StationFigures(Knowledge knowledge, String city, Area area) {
        this.knowledge = knowledge;
        this.city = city;
        this.area = area;
    }

    /** Air stations that are in service on a day. */
    Figure count(Measure measure, LocalDate on) {
        long count = stations(Medium.AIR, measure).stream()
                .filter(station -> station.inService(on))
                .count();
        return Counts.of(count, Explanation.of("airStations", on));
    }

    /** Whether each district has an air station in service; of a city without any nothing is known. */
    Figure network(Measure measure, LocalDate on) {
        List<Station> all = ofCity(Medium.AIR, measure);
        Explanation basis = Explanation.of("airStations", on);
        if (all.isEmpty()) {
            return Figure.missing(Explanation.of("noStationIn", city, city), basis, "");
        }
        List<Item> items = area.districts().stream()
                .map(district -> Counts.item(district, inService(all, district, on), measure.least()))
                .toList();
        return Counts.fewest(items, basis);
    }

    private static int inService(List<Station> stations, String district, LocalDate on) {
        return Math.toIntExact(stations.stream()
                .filter(station -> station.district().equals(district) && station.inService(on))
                .count());
    }

    /** Of all series of automatic stations: what came, or what is valid, of what is due in their service. */
    Figure rate(Measure measure, AssessmentPeriod whole, LocalDate last) {
        Medium medium = Medium.of(measure.first()).orElseThrow();
        List<Station> due = stations(medium, measure).stream()
                .filter(station -> !station.period().isZero())
                .filter(station -> slots(station, whole.startInclusive(), last) > 0)
                .toList();
        Explanation basis = Explanation.of("span", whole.startInclusive(), last);
        if (due.isEmpty()) {
            return Figure.missing(Explanation.of("noStationIn", area.nameZh(), area.nameEn()), basis, "");
        }
        Map<String, Received> received = received(due, whole.startInclusive(), last);
        boolean valid = measure.kind() == Measure.Kind.DATA_CAPTURE;
        long expected = 0;
        long there = 0;
        for (Station station : due) {
            Received own = received.getOrDefault(station.code(), Received.NOTHING);
            expected += slots(station, whole.startInclusive(), last) * Math.max(1, own.series());
            there += valid ? own.valid() : own.present();
        }
        return share(there, expected, due, received, basis);
    }

    private static Figure share(
            long there, long expected, List<Station> due, Map<String, Received> received, Explanation basis) {
        List<String> silent = due.stream()
                .filter(station -> !received.containsKey(station.code()))
                .map(station ->
                        station.nameZh() + ": " + Explanation.of("no data").en())
                .toList();
        return ClassShares.percent(BigDecimal.valueOf(there), BigDecimal.valueOf(expected))
                .map(percent -> Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, basis, ""))
                .orElseGet(() -> Figure.missing(Explanation.of("no data"), basis, ""))
                .withCounted(due.size() - silent.size(), due.size())
                .withLeftOut(silent);
    }

    private Map<String, Received> received(List<Station> stations, LocalDate first, LocalDate last) {
        DataRates rates = knowledge.rates();
        return rates.received(stations.stream().map(Station::code).toList(), span(first, last));
    }

    private static Span span(LocalDate first, LocalDate last) {
        return new Span(new LocalDay(first, LocalDay.CHINA).start(), new LocalDay(last, LocalDay.CHINA).end());
    }

    /** Periods of its service that end in the span. */
    private static long slots(Station station, LocalDate first, LocalDate last) {
        LocalDate from =
                station.inServiceFrom() == null || station.inServiceFrom().isBefore(first)
                        ? first
                        : station.inServiceFrom();
        LocalDate to =
                station.inServiceTo() == null || station.inServiceTo().isAfter(last) ? last : station.inServiceTo();
        return from.isAfter(to)
                ? 0
                : Duration.between(
                                span(from, to).fromExclusive(), span(from, to).toInclusive())
                        .dividedBy(station.period());
    }

    private List<Station> stations(Medium medium, Measure measure) {
        return ofCity(medium, measure).stream().filter(area::includes).toList();
    }

    private List<Station> ofCity(Medium medium, Measure measure) {
        Optional<ControlLevel> level =
                measure.option("control").map(name -> ControlLevel.valueOf(name.toUpperCase(Locale.ROOT)));
        return knowledge.stations().list(new Filter(medium, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(station -> level.map(station.siting()::isAtLeast).orElse(true))
                .toList();
    }
}
