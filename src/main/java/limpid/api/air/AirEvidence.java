package limpid.api.air;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirReport.Part;
import limpid.air.AirSettings;
import limpid.air.AirTables;
import limpid.air.AirValues;
import limpid.air.CityMean;
import limpid.air.CityMean.StationValue;
import limpid.air.DayMean;
import limpid.air.HourMean;
import limpid.air.HourReading;
import limpid.air.MonitoringPlan;
import limpid.air.OzoneEightHour;
import limpid.air.SubIndex;
import limpid.api.air.AirEvaluationView.CoverageView;
import limpid.api.air.AirEvidenceIds.Named;
import limpid.api.air.AirEvidenceView.GroupView;
import limpid.api.air.AirEvidenceView.InputView;
import limpid.api.air.AirEvidenceView.ItemView;
import limpid.api.air.AirEvidenceView.ReviewView;
import limpid.api.air.AirEvidenceView.RevisionView;
import limpid.api.air.AirEvidenceView.SegmentView;
import limpid.api.air.DustController.DustView;
import limpid.api.http.Addresses;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.result.ResultTable;
import limpid.standard.AirDigits;
import limpid.standard.AirIndexItem;
import limpid.standard.AirIndexRule;
import limpid.standard.AirStandard;
import limpid.standard.BreakpointTable;
import limpid.standard.BreakpointTable.Segment;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.store.DustList;
import limpid.store.Position;
import limpid.store.ReadingHistory;
import limpid.store.ReadingHistory.Revision;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Results.KnownSince;
import limpid.store.Results.Question;
import limpid.store.Results.Subject;
import limpid.store.Reviews;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an hour or a day of air rests on and works it through again: readings make the hour of a station, its
 * hours make its day, the values of the stations make the city's.
 */
public final class AirEvidence {
    private static final Duration HOUR = Duration.ofHours(1);
    /** A day of a station holds 24 hours; an hour, six pollutants and more in seconds. */
    private static final int MOST_HOURS = 24;

    private static final int MOST_READINGS = 100_000;

    private final Results results;
    private final ReadingHistory readings;
    private final Stations stations;
    private final AirChoices choices;
    private final DustList dust;

    public AirEvidence(Results results, ReadingHistory readings, Stations stations, AirChoices choices, DustList dust) {
        this.results = results;
        this.readings = readings;
        this.stations = stations;
        this.choices = choices;
        this.dust = dust;
    }

    /** What was made of a pollutant's inputs. */
    private record Made(
            String figure,
            List<InputView> inputs,
            @Nullable CoverageView coverage,
            String clause,
            List<@Nullable BigDecimal> windows,
            @Nullable String arithmetic,
            @Nullable BigDecimal unrounded) {}

    /** What a reviewer decided at one time. */
    private record Verdict(String by, Instant at, String reason) {
        public static Verdict of(Revision revision) {
            return new Verdict(
                    revision.origin().substring(Reviews.ORIGIN.length()), revision.knownTo(), revision.reason());
        }
    }

    /** The evidence of a result; empty where there is no such result. */
    public Optional<AirEvidenceView> of(String id) {
        return AirEvidenceIds.read(id).flatMap(named -> named.hour() == 0 ? day(id, named) : hour(id, named));
    }

    private Optional<AirEvidenceView> day(String id, Named named) {
        return first(AirTables.DAYS, named.subject(), named.day().period())
                .map(known -> view(
                        id,
                        named,
                        named.day().end(),
                        known.result().report(),
                        known.since(),
                        revisions(AirTables.DAYS, named.subject(), named.day().date(), AirDay::report, true),
                        named.subject().kind() == Kind.CITY ? cityDay(named) : stationDay(named)));
    }

    private Optional<AirEvidenceView> hour(String id, Named named) {
        return first(AirTables.HOURS, named.subject(), Period.ending(named.end(), HOUR))
                .map(known -> view(
                        id,
                        named,
                        named.end(),
                        known.result().report(),
                        known.since(),
                        revisions(AirTables.HOURS, named.subject(), named.end(), AirHour::report, false),
                        named.subject().kind() == Kind.CITY ? cityHour(named) : stationHour(named)));
    }

    private <T> List<RevisionView> revisions(
            ResultTable<T> table, Subject subject, Object period, Function<T, AirReport> report, boolean day) {
        return results.revisions(table, subject, period).stream()
                .map(before -> RevisionView.of(report.apply(before.result()), before.since(), day))
                .toList();
    }

    private <T> Optional<Known<T>> first(ResultTable<T> table, Subject subject, Period period) {
        return list(table, subject, period, 1).stream().findFirst();
    }

    private <T> List<Known<T>> list(ResultTable<T> table, Subject subject, Period period, int most) {
        Span span = new Span(period.start(), period.end());
        return results.list(table, new Question(subject, span, Map.of(), null, null), Position.before(span), most)
                .items();
    }

    private AirSettings settings(Named named) {
        return choices.of(named.subject(), named.day().date());
    }

    private Map<Pollutant, Made> stationDay(Named named) {
        LocalDay day = named.day();
        AirStandard standard = AirStandard.inForce(day.date()).orElseThrow();
        AirSettings settings = settings(named);
        Map<Instant, AirReport> hours = new HashMap<>();
        list(AirTables.HOURS, named.subject(), day.period(), MOST_HOURS)
                .forEach(hour -> hours.put(hour.result().end(), hour.result().report()));
        Map<Pollutant, Made> made = new LinkedHashMap<>();
        for (Pollutant pollutant : Pollutant.values()) {
            List<@Nullable BigDecimal> values = new ArrayList<>();
            List<InputView> inputs = new ArrayList<>();
            for (Instant end : day.hourEnds()) {
                AirReport hour = hours.get(end);
                BigDecimal value = hour == null ? null : hour.part(pollutant).value();
                values.add(value);
                String why = hour == null ? "missing" : AirPart.reason(pollutant, hour.leftOut());
                inputs.add(mean(named.subject().code(), end, value, why, AirEvidenceIds.hour(named.subject(), end)));
            }
            made.put(
                    pollutant,
                    pollutant == Pollutant.O3
                            ? ozone(OzoneEightHour.of(standard, settings, values), values, inputs)
                            : mean(DayMean.of(standard, settings, pollutant, values), values, inputs));
        }
        return made;
    }

    private static InputView mean(
            String station, Instant end, @Nullable BigDecimal value, @Nullable String why, String id) {
        return new InputView(
                station,
                Local.time(end),
                value,
                null,
                null,
                value != null,
                value == null ? why : null,
                Addresses.evidence(id));
    }

    private static Made mean(DayMean mean, List<@Nullable BigDecimal> values, List<InputView> inputs) {
        return new Made(
                "24-hour mean 24小时平均",
                inputs,
                CoverageView.of(mean.coverage()),
                mean.clause(),
                List.of(),
                mean.unrounded() == null ? null : quotient(values),
                mean.unrounded());
    }

    private static Made ozone(OzoneEightHour day, List<@Nullable BigDecimal> values, List<InputView> inputs) {
        Integer stamp = day.hour();
        String arithmetic = stamp == null
                ? null
                : "greatest 8-hour mean, stamped %02d:00: %s"
                        .formatted(stamp, quotient(values.subList(stamp - 8, stamp)));
        return new Made(
                "daily maximum 8-hour mean 日最大8小时平均",
                inputs,
                CoverageView.of(day.coverage()),
                day.clause(),
                day.windows(),
                arithmetic,
                day.unrounded());
    }

    /** {@code (8 + 9 + 7) / 3}. */
    private static String quotient(List<@Nullable BigDecimal> values) {
        List<String> present = new ArrayList<>();
        for (BigDecimal value : values) {
            if (value != null) {
                present.add(value.toPlainString());
            }
        }
        return "(" + String.join(" + ", present) + ") / " + present.size();
    }

    private Map<Pollutant, Made> cityDay(Named named) {
        return ofStations(named, AirTables.DAYS, named.day().period(), AirDay::report, false);
    }

    private Map<Pollutant, Made> cityHour(Named named) {
        return ofStations(named, AirTables.HOURS, Period.ending(named.end(), HOUR), AirHour::report, true);
    }

    private <T> Map<Pollutant, Made> ofStations(
            Named named, ResultTable<T> table, Period period, Function<T, AirReport> report, boolean hourly) {
        Map<String, AirReport> own = new HashMap<>();
        List<Station> members = due(named);
        for (Station member : members) {
            first(table, new Subject(Kind.STATION, member.code()), period)
                    .ifPresent(known -> own.put(member.code(), report.apply(known.result())));
        }
        return ofStations(members, own, period.end(), hourly, settings(named));
    }

    private List<Station> due(Named named) {
        return new AirPlans(stations)
                .members(named.subject().code()).stream()
                        .filter(station -> station.inService(named.day().date()))
                        .toList();
    }

    private static Map<Pollutant, Made> ofStations(
            List<Station> members, Map<String, AirReport> own, Instant end, boolean hourly, AirSettings settings) {
        Map<Pollutant, Made> made = new LinkedHashMap<>();
        for (Pollutant pollutant : Pollutant.values()) {
            made.put(pollutant, ofStations(pollutant, members, own, end, hourly, settings));
        }
        return made;
    }

    private static Made ofStations(
            Pollutant pollutant,
            List<Station> members,
            Map<String, AirReport> own,
            Instant end,
            boolean hourly,
            AirSettings settings) {
        List<StationValue> values = new ArrayList<>();
        List<InputView> inputs = new ArrayList<>();
        List<@Nullable BigDecimal> entering = new ArrayList<>();
        for (Station member : members) {
            if (member.notMonitored().contains(pollutant.code())) {
                continue;
            }
            AirReport result = own.get(member.code());
            BigDecimal value = result == null ? null : result.part(pollutant).value();
            values.add(new StationValue(member.code(), member.countsInCity(), value, null));
            inputs.add(ofStation(pollutant, member, result, value, end, hourly));
            entering.add(member.countsInCity() ? value : null);
        }
        CityMean mean = CityMean.of(settings, pollutant, values);
        return new Made(
                "mean of the city's stations 城市各点位平均",
                inputs,
                CoverageView.of(mean.coverage()),
                "",
                List.of(),
                mean.unrounded() == null ? null : quotient(entering),
                mean.unrounded());
    }

    private static InputView ofStation(
            Pollutant pollutant,
            Station member,
            @Nullable AirReport result,
            @Nullable BigDecimal value,
            Instant end,
            boolean hourly) {
        Subject subject = new Subject(Kind.STATION, member.code());
        String why = result == null ? "missing" : AirPart.reason(pollutant, result.leftOut());
        String reason = !member.countsInCity() ? "controlStation" : value == null ? why : null;
        String id = hourly
                ? AirEvidenceIds.hour(subject, end)
                : AirEvidenceIds.day(
                        subject, LocalDay.ofEnd(end, LocalDay.CHINA).date());
        return new InputView(
                member.code(), Local.time(end), value, null, null, reason == null, reason, Addresses.evidence(id));
    }

    private Map<Pollutant, Made> stationHour(Named named) {
        Span span = new Span(named.end().minus(HOUR), named.end());
        AirStandard standard = AirStandard.inForce(named.day().date()).orElseThrow();
        String station = named.subject().code();
        List<ReadingHistory.Known> known = readings.readings(
                        new ReadingHistory.Question(station, null, span, null, false),
                        Position.before(span),
                        MOST_READINGS)
                .items();
        Map<Pollutant, Made> made = new LinkedHashMap<>();
        for (Pollutant pollutant : Pollutant.values()) {
            made.put(
                    pollutant,
                    ofReadings(
                            standard,
                            settings(named),
                            pollutant,
                            known.stream().map(ReadingHistory.Known::reading).toList()));
        }
        return made;
    }

    /** The station's own hour goes before means of shorter readings, and of these the longest. */
    private static Made ofReadings(AirStandard standard, AirSettings settings, Pollutant pollutant, List<Reading> all) {
        int parameter = Parameters.standard().get(pollutant.code()).id();
        List<Reading> own = all.stream()
                .filter(reading -> reading.parameter().id() == parameter)
                .filter(reading -> reading.period().length().compareTo(HOUR) <= 0)
                .toList();
        Duration longest = own.stream()
                .map(reading -> reading.period().length())
                .max(Duration::compareTo)
                .orElse(HOUR);
        List<Reading> taken = own.stream()
                .filter(reading -> reading.period().length().equals(longest))
                .toList();
        if (longest.equals(HOUR)) {
            return asSent(
                    taken.stream()
                            .flatMap(reading -> HourReading.entering(pollutant, reading, settings).stream())
                            .toList(),
                    taken.stream()
                            .map(reading -> ofReading(reading, HourReading.entering(pollutant, reading, settings)))
                            .toList());
        }
        List<@Nullable BigDecimal> valid = new ArrayList<>();
        taken.stream().filter(Reading::valid).forEach(reading -> valid.add(reading.value()));
        List<InputView> inputs = taken.stream()
                .map(reading ->
                        ofReading(reading, Optional.ofNullable(reading.value()).filter(value -> reading.valid())))
                .toList();
        return mean(standard, settings, pollutant, valid, longest, inputs);
    }

    private static Made asSent(List<BigDecimal> valid, List<InputView> inputs) {
        BigDecimal value = valid.isEmpty() ? null : valid.getFirst();
        String arithmetic = value == null ? null : value.toPlainString();
        return new Made("1-hour mean as sent 1小时平均", inputs, null, "", List.of(), arithmetic, value);
    }

    private static Made mean(
            AirStandard standard,
            AirSettings settings,
            Pollutant pollutant,
            List<@Nullable BigDecimal> valid,
            Duration length,
            List<InputView> inputs) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal value : valid) {
            sum = value == null ? sum : sum.add(value);
        }
        HourMean mean = HourMean.of(standard, settings, pollutant, sum, valid.size(), length);
        return new Made(
                "mean of the readings of the hour, coverage in minutes 1小时平均",
                inputs,
                CoverageView.of(mean.coverage()),
                mean.clause(),
                List.of(),
                mean.unrounded() == null ? null : quotient(valid),
                mean.unrounded());
    }

    /** @param entering the figure taken; empty where there is none */
    private static InputView ofReading(Reading reading, Optional<BigDecimal> entering) {
        String why =
                reading.flag().valid() ? "missing" : "flag " + reading.flag().code();
        return new InputView(
                reading.station(),
                Local.time(reading.end()),
                entering.orElse(null),
                reading.value(),
                reading.flag().code(),
                entering.isPresent(),
                entering.isPresent() ? null : why,
                null);
    }

    private AirEvidenceView view(
            String id,
            Named named,
            Instant end,
            AirReport stored,
            KnownSince known,
            List<RevisionView> revisions,
            Map<Pollutant, Made> made) {
        Edition edition = StandardBook.standard().byCode(stored.edition(), "").orElseThrow();
        boolean hourly = named.hour() > 0;
        Map<String, ItemView> items = new LinkedHashMap<>();
        AirIndex again = again(edition, hourly, named, stored);
        boolean[] reproduced = {true};
        stored.parts().forEach((pollutant, part) -> {
            Made own = made.get(pollutant);
            if (own != null) {
                items.put(
                        AirPart.name(pollutant, !hourly),
                        item(
                                edition,
                                column(edition, hourly, pollutant, settings(named)),
                                pollutant,
                                part,
                                standIn(again, pollutant),
                                own,
                                AirPart.reason(pollutant, part, stored.leftOut())));
                reproduced[0] &= same(pollutant, own.unrounded(), part.value());
            }
        });
        return new AirEvidenceView(
                id,
                named.subject().kind() == Kind.STATION ? named.subject().code() : null,
                named.subject().kind() == Kind.CITY ? named.subject().code() : null,
                named.day().date(),
                Local.time(end),
                stored.edition(),
                clauses(edition),
                items,
                stored.aqi(),
                AirPart.reason(stored),
                stored.primaryPollutants(),
                again.exceedancePollutants().stream().map(Pollutant::code).toList(),
                again.sensitiveGroups().stream().map(GroupView::of).toList(),
                reproduced[0] && same(again, stored, hourly),
                stored.leftOut(),
                choices.inForce(named.subject(), named.day().date()),
                dust(named),
                reviews(named, new Span(hourly ? end.minus(HOUR) : named.day().start(), end)),
                known.revision(),
                Local.time(known.from()),
                revisions);
    }

    private List<DustView> dust(Named named) {
        LocalDate date = named.day().date();
        return dust.list(choices.city(named.subject()), date, date, null).stream()
                .map(DustView::of)
                .toList();
    }

    private List<ReviewView> reviews(Named named, Span span) {
        return named.subject().kind() == Kind.CITY
                ? due(named).stream()
                        .flatMap(member -> reviews(member.code(), span).stream())
                        .toList()
                : reviews(named.subject().code(), span);
    }

    /** A verdict changes many readings at one time; it is told once. */
    private List<ReviewView> reviews(String station, Span span) {
        Map<Verdict, Integer> counts = new LinkedHashMap<>();
        for (ReadingHistory.Known known : readings.readings(
                        new ReadingHistory.Question(station, null, span, null, true),
                        Position.before(span),
                        MOST_READINGS)
                .items()) {
            known.revisions().stream()
                    .filter(revision -> revision.origin().startsWith(Reviews.ORIGIN))
                    .forEach(revision -> counts.merge(Verdict.of(revision), 1, Integer::sum));
        }
        List<ReviewView> reviews = new ArrayList<>();
        counts.forEach((verdict, count) -> reviews.add(new ReviewView(
                station, Holders.name(verdict.by()), Local.time(verdict.at()), verdict.reason(), count)));
        return reviews;
    }

    private static boolean same(Pollutant pollutant, @Nullable BigDecimal unrounded, @Nullable BigDecimal published) {
        BigDecimal rounded = unrounded == null ? null : AirDigits.index(pollutant, unrounded);
        return rounded == null || published == null ? rounded == published : rounded.compareTo(published) == 0;
    }

    private AirIndex again(Edition edition, boolean hourly, Named named, AirReport stored) {
        MonitoringPlan plan =
                new AirPlans(stations).of(named.subject(), named.day().date());
        AirValues values = AirWhatIf.values(stored, hourly);
        AirQualityIndex index = choices.index(named.subject(), named.day().date());
        return hourly ? index.hour(edition, values, plan) : index.day(edition, values, plan);
    }

    private static boolean same(AirIndex again, AirReport stored, boolean hourly) {
        boolean same = Objects.equals(again.aqi(), stored.aqi());
        for (SubIndex item : again.items()) {
            same &= Objects.equals(stored.part(item.pollutant()).iaqi(), item.iaqi());
        }
        return same;
    }

    private static List<String> clauses(Edition edition) {
        AirIndexRule rule = AirIndexRule.of(edition);
        List<String> clauses = new ArrayList<>();
        clauses.add(edition.label() + " formula 1: IAQI up to the next whole number");
        clauses.add(edition.label() + " " + rule.primaryClause()
                + ": AQI is the greatest IAQI, above 50 with primary pollutant");
        clauses.add(edition.label() + " " + rule.incompleteClause() + ": a pollutant without value");
        return clauses;
    }

    /** The other mean whose index is reported; null where the pollutant has an index of its own, or none. */
    private static SubIndex.@Nullable Instead standIn(AirIndex index, Pollutant pollutant) {
        return index.item(pollutant).map(SubIndex::instead).orElse(null);
    }

    private static ItemView item(
            Edition edition,
            BreakpointTable.Column own,
            Pollutant pollutant,
            Part part,
            SubIndex.@Nullable Instead standIn,
            Made made,
            @Nullable String reason) {
        BigDecimal value = standIn == null ? part.value() : standIn.concentration();
        BreakpointTable.Column column = standIn == null
                ? own
                : BreakpointTable.of(edition)
                        .column(standIn.averaging(), pollutant)
                        .orElseThrow();
        Optional<Segment> segment = value == null ? Optional.empty() : column.segment(value);
        return new ItemView(
                made.figure(),
                made.inputs(),
                made.coverage(),
                made.clause(),
                made.windows(),
                made.arithmetic(),
                made.unrounded(),
                "half to even, " + (pollutant == Pollutant.CO ? "one decimal" : "no decimals") + " (GB/T 8170)",
                part.value(),
                standIn == null ? null : AirEvidenceView.StandInView.of(standIn),
                segment.map(AirEvidence::segment).orElse(null),
                value == null ? null : segment.map(of -> of.formula(value)).orElse(null),
                value == null ? null : segment.map(of -> of.unrounded(value)).orElse(null),
                part.iaqi(),
                reason);
    }

    private static SegmentView segment(Segment segment) {
        return new SegmentView(
                segment.low().index(),
                segment.high().index(),
                segment.low().concentration(),
                segment.high().concentration());
    }

    private static BreakpointTable.Column column(
            Edition edition, boolean hourly, Pollutant pollutant, AirSettings settings) {
        List<AirIndexItem> items = hourly
                ? AirIndexItem.hour(edition, settings.index().hourItems().variant())
                : AirIndexItem.day(edition, settings.index().dayItems().variant());
        AirIndexItem item = items.stream()
                .filter(each -> each.pollutant() == pollutant)
                .findFirst()
                .orElseThrow();
        return BreakpointTable.of(edition).column(item.column(), pollutant).orElseThrow();
    }
}
