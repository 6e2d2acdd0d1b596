package limpid.api.bulletin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.AirBasis;
import limpid.air.AirTables;
import limpid.api.air.AirController;
import limpid.api.air.AirDayView;
import limpid.api.air.AirEvaluationView;
import limpid.api.air.AirEvaluationView.DaysView;
import limpid.api.air.AirEvaluationView.PollutantView;
import limpid.api.air.AirEvaluationView.StatisticView;
import limpid.api.air.AirPart;
import limpid.api.bulletin.OfficialFigures.AirMonth;
import limpid.api.bulletin.OfficialFigures.AirRow;
import limpid.api.bulletin.OfficialFigures.MeanRow;
import limpid.api.bulletin.OfficialFigures.Network;
import limpid.api.bulletin.OfficialFigures.NoiseYear;
import limpid.api.bulletin.OfficialFigures.PointRow;
import limpid.api.bulletin.OfficialFigures.WaterPeriod;
import limpid.api.bulletin.OfficialFigures.WaterRow;
import limpid.api.bulletin.OfficialFigures.ZoneRow;
import limpid.api.noise.NoiseAssessmentController;
import limpid.api.noise.NoiseAssessmentController.PointLevels;
import limpid.api.noise.NoiseAssessmentPart;
import limpid.api.noise.NoiseAssessmentPart.Mean;
import limpid.api.noise.NoiseAssessmentPart.Points;
import limpid.api.noise.NoiseAssessmentPart.Rate;
import limpid.api.noise.NoiseAssessmentPart.Regional;
import limpid.api.noise.NoiseAssessmentPart.Traffic;
import limpid.api.noise.NoiseAssessmentPart.Zones;
import limpid.api.noise.NoiseAssessmentView;
import limpid.api.water.RegionAssessmentView;
import limpid.api.water.SectionAssessmentView;
import limpid.api.water.WaterController;
import limpid.bulletin.Words;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Language;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.UnitText;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.WaterMeans.Region;
import limpid.water.WaterClass;
import org.jspecify.annotations.Nullable;

/** Gathers the figures of official tables from what the other questions answer. */
@Singleton
final class OfficialWriter {
    private static final int PERCENT_DIGITS = 1;
    private static final int YEAR_DIGITS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String LISTED = "、";
    private static final String STAND_IN = "o3Max8h";

    private final AirController air;
    private final WaterController water;
    private final NoiseAssessmentController noise;
    private final Results results;
    private final Stations stations;
    private final ObjectMapper json;
    private final ObjectReader trees;
    private final InstantSource clock;
    private final Words words = new Words(Language.ZH);

    OfficialWriter(
            AirController air,
            WaterController water,
            NoiseAssessmentController noise,
            Results results,
            Stations stations,
            ObjectMapper json,
            InstantSource clock) {
        this.air = air;
        this.water = water;
        this.noise = noise;
        this.results = results;
        this.stations = stations;
        this.json = json;
        this.trees = json.readerFor(new TypeReference<Map<String, @Nullable Object>>() {})
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.clock = clock;
    }

    /** Figures by their names, as templates see them. */
    Map<String, @Nullable Object> tree(Record figures) {
        try {
            return trees.readValue(json.writeValueAsBytes(figures));
        } catch (IOException e) {
            throw new IllegalStateException("figures that cannot be written as JSON", e);
        }
    }

    /** The index of the city and of each of its stations on a day. */
    OfficialFigures.AirDay airDay(String city, LocalDate date) {
        List<Station> own = stations.all().stream()
                .filter(station ->
                        station.medium() == Medium.AIR && station.city().equals(city))
                .filter(station -> station.countsInCity() && station.inService(date))
                .sorted(Comparator.comparing(Station::nameZh))
                .toList();
        Map<String, AirDayView> days = days(
                        Kind.STATION, own.stream().map(Station::code).toList(), date, date)
                .stream()
                .collect(Collectors.toMap(day -> Objects.requireNonNull(day.station()), Function.identity()));
        List<AirRow> rows = new ArrayList<>();
        Optional<AirDayView> whole =
                days(Kind.CITY, List.of(city), date, date).stream().findFirst();
        rows.add(row(city, "", date, whole.orElse(null)));
        own.forEach(station -> rows.add(row(station.nameZh(), station.code(), date, days.get(station.code()))));
        String edition = whole.map(AirDayView::edition).orElseGet(() -> StandardBook.standard()
                .inForce("air-index", date)
                .map(limpid.standard.Edition::label)
                .orElse(""));
        return new OfficialFigures.AirDay(city, date, edition, LocalDay.today(clock), rows);
    }

    private List<AirDayView> days(Kind kind, List<String> codes, LocalDate first, LocalDate last) {
        Span span = new Span(new LocalDay(first, LocalDay.CHINA).start(), new LocalDay(last, LocalDay.CHINA).end());
        return results.all(AirTables.DAYS, kind, codes, Map.of(), span, null).stream()
                .map(known -> AirDayView.of(known, clock.instant(), true))
                .toList();
    }

    private AirRow row(String name, String code, LocalDate date, @Nullable AirDayView day) {
        Map<String, AirPart> parts = day == null ? Map.of() : day.values();
        Integer aqi = day == null ? null : day.aqi();
        Category category = aqi == null
                ? null
                : StandardBook.standard()
                        .inForce("air-index", date)
                        .map(AirCategories::of)
                        .map(all -> all.of(aqi))
                        .orElse(null);
        return new AirRow(
                name,
                code,
                date,
                value(parts, "SO2"),
                index(parts, "SO2"),
                value(parts, "NO2"),
                index(parts, "NO2"),
                value(parts, "PM10"),
                index(parts, "PM10"),
                value(parts, "CO"),
                index(parts, "CO"),
                value(parts, STAND_IN),
                index(parts, STAND_IN),
                value(parts, "PM2.5"),
                index(parts, "PM2.5"),
                aqi,
                day == null ? "" : listed(day.primaryPollutants()),
                category == null ? null : category.levelZh(),
                category == null ? null : category.zh(),
                category == null ? null : category.colourZh(),
                day == null ? "" : status(day.status()),
                day == null ? words.of("noData") : day.reason() == null ? null : words.of(day.reason()));
    }

    private static String status(String status) {
        return switch (status) {
            case "reviewed" -> "已审核";
            case "running" -> "未结束";
            default -> "待审核";
        };
    }

    private static @Nullable BigDecimal value(Map<String, AirPart> parts, String name) {
        AirPart part = parts.get(name);
        return part == null ? null : part.value();
    }

    private static @Nullable Integer index(Map<String, AirPart> parts, String name) {
        AirPart part = parts.get(name);
        return part == null ? null : part.iaqi();
    }

    private static String listed(List<String> pollutants) {
        return String.join(LISTED, pollutants);
    }

    /** The days, means and evaluation of a period. */
    AirMonth airPeriod(String city, AssessmentPeriod period) {
        AirEvaluationView evaluation = air.evaluations(
                        new Subject(Kind.CITY, city), period, List.of(AirBasis.IN_FORCE), false, null)
                .getFirst();
        Map<LocalDate, AirDayView> known =
                days(Kind.CITY, List.of(city), period.startInclusive(), period.lastDay()).stream()
                        .collect(Collectors.toMap(AirDayView::date, Function.identity()));
        LocalDate today = LocalDay.today(clock);
        List<AirRow> rows = period.startInclusive()
                .datesUntil(period.endExclusive())
                .filter(date -> !date.isAfter(today))
                .map(date -> row(city, "", date, known.get(date)))
                .toList();
        DaysView days = evaluation.days();
        return new AirMonth(
                city,
                period.name(),
                periodZh(period),
                period.startInclusive(),
                period.lastDay(),
                evaluation.edition(),
                evaluation.evaluationEdition(),
                days.calendar(),
                days.valid(),
                days.excellent(),
                days.good(),
                days.excellent() + days.good(),
                days.light(),
                days.moderate(),
                days.heavy(),
                days.severe(),
                evaluation.excellentDayRatio(),
                word(evaluation.excellentDayRatioReason()),
                evaluation.compositeIndex(),
                word(evaluation.compositeIndexReason()),
                listed(evaluation.mainPollutant()),
                today,
                evaluation.pollutants().entrySet().stream()
                        .flatMap(entry -> means(entry.getKey(), entry.getValue()))
                        .toList(),
                rows);
    }

    private Stream<MeanRow> means(String pollutant, PollutantView view) {
        return Stream.of(view.mean(), view.percentile())
                .filter(statistic -> statistic.clause() != null)
                .map(statistic -> mean(pollutant, statistic, view));
    }

    private MeanRow mean(String pollutant, StatisticView statistic, PollutantView view) {
        return new MeanRow(
                words.of(pollutant),
                statistic.percent() == null ? "平均值" : "第" + statistic.percent() + "百分位数",
                statistic.value(),
                statistic.limit(),
                statistic.unit() == null ? "" : UnitText.of(statistic.unit()),
                view.singleIndex(),
                word(statistic.reason()));
    }

    private @Nullable String word(@Nullable String code) {
        return code == null ? null : words.of(code);
    }

    /** 2026年, 2026年上半年, 2026年第1季度 or 2026年11月. */
    private String periodZh(AssessmentPeriod period) {
        String name = period.name();
        String year = name.substring(0, YEAR_DIGITS) + "年";
        return name.length() == YEAR_DIGITS ? year : year + words.of(name.substring(YEAR_DIGITS + 1));
    }

    /** The sections of a city. */
    WaterPeriod waterPeriod(String city, AssessmentPeriod period) {
        RegionAssessmentView region = water.region(city, null, null, null, null, period, null);
        List<SectionAssessmentView> sections = water.sections(new Region(city, null, null), period);
        Map<String, SectionAssessmentView> before =
                byCode(water.sections(new Region(city, null, null), period.previous()));
        Map<String, SectionAssessmentView> yearBefore =
                byCode(water.sections(new Region(city, null, null), period.yearBefore()));
        Map<String, String> rivers = stations.all().stream()
                .filter(station -> station.city().equals(city))
                .collect(Collectors.toMap(
                        Station::code, station -> station.siting().waterBody()));
        long judged =
                sections.stream().filter(view -> view.meetsTarget() != null).count();
        long met = sections.stream()
                .filter(view -> Boolean.TRUE.equals(view.meetsTarget()))
                .count();
        return new WaterPeriod(
                city,
                period.name(),
                periodZh(period),
                period.startInclusive(),
                period.lastDay(),
                region.edition(),
                region.sections(),
                region.assessed(),
                Math.toIntExact(judged),
                Math.toIntExact(met),
                judged == 0
                        ? null
                        : BigDecimal.valueOf(met)
                                .multiply(HUNDRED)
                                .divide(BigDecimal.valueOf(judged), PERCENT_DIGITS, RoundingMode.HALF_EVEN),
                region.shareClass1To3(),
                region.shareWorseThan5(),
                region.grade() == null ? null : region.grade().nameZh(),
                LocalDay.today(clock),
                sections.stream()
                        .map(view -> row(
                                view,
                                rivers.getOrDefault(view.section(), ""),
                                before.get(view.section()),
                                yearBefore.get(view.section())))
                        .sorted(Comparator.comparing(WaterRow::river).thenComparing(WaterRow::code))
                        .toList());
    }

    private static Map<String, SectionAssessmentView> byCode(List<SectionAssessmentView> sections) {
        return sections.stream().collect(Collectors.toMap(SectionAssessmentView::section, Function.identity()));
    }

    private WaterRow row(
            SectionAssessmentView view,
            String river,
            @Nullable SectionAssessmentView before,
            @Nullable SectionAssessmentView yearBefore) {
        Boolean meets = view.meetsTarget();
        return new WaterRow(
                river,
                view.name(),
                view.section(),
                view.target() == null ? null : WaterClass.name(view.target()),
                view.className(),
                view.grade() == null ? null : view.grade().nameZh(),
                before == null ? null : before.className(),
                yearBefore == null ? null : yearBefore.className(),
                meets == null ? "未判定" : words.of(meets ? "met" : "notMet"),
                view.overTarget().stream().map(this::over).collect(Collectors.joining(LISTED)),
                String.join(LISTED, view.mainIndicators()),
                word(view.reason()));
    }

    private String over(SectionAssessmentView.OverTarget item) {
        BigDecimal times = item.exceedance();
        return words.of(item.item()) + (times == null ? "" : "（" + times.toPlainString() + "）");
    }

    /** The networks of a city in a year. */
    NoiseYear noiseYear(String city, AssessmentPeriod year) {
        NoiseAssessmentView functional = noise.assessment(city, NoiseNetwork.FUNCTIONAL, year, null);
        return new NoiseYear(
                city,
                year.name(),
                periodZh(year),
                network(city, NoiseNetwork.REGIONAL, year),
                network(city, NoiseNetwork.TRAFFIC, year),
                functional.limits() == null ? "" : functional.limits(),
                functional.day() instanceof Zones zones ? words.of(zones.unit()) : "",
                LocalDay.today(clock),
                zones(functional));
    }

    private Network network(String city, NoiseNetwork network, AssessmentPeriod year) {
        NoiseAssessmentView view = noise.assessment(city, network, year, null);
        Mean day = mean(view.day());
        Mean night = mean(view.night());
        Points points = NoiseAssessmentPart.points(view.day());
        return new Network(
                view.edition(),
                day.value(),
                day.gradeName(),
                night.value(),
                night.gradeName(),
                points.expected(),
                points.valid(),
                NoiseAssessmentPart.points(view.night()).valid(),
                noise.levels(city, network, year).stream()
                        .map(this::row)
                        .sorted(Comparator.comparing(PointRow::code))
                        .toList());
    }

    private static Mean mean(NoiseAssessmentPart part) {
        return switch (part) {
            case Regional regional -> regional.mean();
            case Traffic traffic -> traffic.mean();
            case Zones zones -> throw new IllegalArgumentException("zones have no mean");
        };
    }

    private PointRow row(PointLevels point) {
        Station station = point.station();
        return new PointRow(
                station.nameZh(),
                station.code(),
                station.siting().noiseZone(),
                station.siting().roadLengthM(),
                station.siting().gridAreaM2(),
                point.day(),
                point.night(),
                point.dueDays(),
                word(point.reason()));
    }

    private static List<ZoneRow> zones(NoiseAssessmentView view) {
        if (!(view.day() instanceof Zones day) || !(view.night() instanceof Zones night)) {
            return List.of();
        }
        SortedMap<String, Rate> all = new TreeMap<>(night.byClass());
        all.putAll(day.byClass());
        List<ZoneRow> rows = new ArrayList<>();
        for (String zone : all.keySet()) {
            rows.add(zone(zone + "类", day.byClass().get(zone), night.byClass().get(zone)));
        }
        rows.add(zone("合计", day.total(), night.total()));
        return rows;
    }

    private static ZoneRow zone(String zone, @Nullable Rate day, @Nullable Rate night) {
        return new ZoneRow(
                zone,
                day == null ? 0 : day.compliant(),
                day == null ? 0 : day.valid(),
                day == null ? null : day.percent(),
                night == null ? 0 : night.compliant(),
                night == null ? 0 : night.valid(),
                night == null ? null : night.percent());
    }
}
