package limpid.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.air.AirBasis;
import limpid.air.AirDay;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirSettings;
import limpid.air.AirTables;
import limpid.air.MonitoringPlan;
import limpid.flow.SurveyTable;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.programme.Figure;
import limpid.programme.Measure;
import limpid.programme.Measure.Kind;
import limpid.programme.Measures;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.rule.Rules;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import limpid.station.StationCsv;
import limpid.store.Reports;
import limpid.store.postgres.KeptResults;
import limpid.store.postgres.PostgresDataRates;
import limpid.store.postgres.PostgresDustList;
import limpid.store.postgres.PostgresResults;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresSurveys;
import limpid.store.postgres.PostgresWaterMeans;
import limpid.store.postgres.Repositories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every measure at the edge of its least data and of its area: with just enough there is a figure, with one less there is none,
 * and a district in which nothing lies has none. A measure without a case here does not compile.
 */
class MeasuresIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final AssessmentPeriod YEAR = AssessmentPeriod.year(2017);
    private static final LocalDate LAST = YEAR.lastDay();
    private static final int AIR_DAYS = 324;
    private static final int MONTHS = 8;
    private static final int ALL_MONTHS = 12;

    /** Cities that have just enough of everything, and one less. */
    private static final String ENOUGH = "足市";

    private static final String SHORT = "缺市";

    /** No station has come into service, nothing was measured. */
    private static final String BARE = "空市";

    /** Has air alone, to be ranked with. */
    private static final String OTHER = "邻市";

    private static final Programmes PROGRAMMES = Programmes.shipped();

    private static Knowledge knowledge;

    @BeforeAll
    static void start() throws SQLException {
        DataSource database = POSTGRES.dataSource();
        PostgresStations stations = new PostgresStations(database, InstantSource.system());
        stations.put(StationCsv.read(Table.text("stations", registry())));
        knowledge = new Knowledge(
                stations,
                new PostgresResults(database, Parameters.standard()),
                new PostgresWaterMeans(database),
                new PostgresSectionLimits(database),
                new PostgresSurveys(database),
                new PostgresDustList(database),
                new PostgresDataRates(database),
                Rules.DEFAULTS);
        keepAir(ENOUGH, AIR_DAYS);
        keepAir(SHORT, AIR_DAYS - 1);
        keepAir(OTHER, AIR_DAYS);
        List<Reading> readings = new ArrayList<>();
        sections(ENOUGH, 4, MONTHS, readings);
        sections(SHORT, 3, MONTHS, readings);
        ofOne(ENOUGH, 0, readings);
        ofOne(SHORT, 1, readings);
        keep(readings);
        survey();
    }

    private static String registry() {
        StringBuilder csv = new StringBuilder(
                "code,name_zh,medium,city,district,kind,period,in_service_from,water_body,"
                        + "water_body_type,target_class,roles,noise_network,road_length_m,grid_area_m2,control_level\n");
        for (String city : List.of(ENOUGH, SHORT, BARE)) {
            String c = code(city);
            csv.append("%s-A,站,air,%s,东区,,PT1H,,,,,,,,,\n".formatted(c, city));
            for (int i = 1; i <= 5; i++) {
                csv.append("%s-W%d,断面%d,water,%s,东区,,PT0S,,江,river,3,,,,,provincial\n".formatted(c, i, i, city));
                csv.append(
                        "%s-F%d,功能区%d,water,%s,东区,,PT0S,,河,river,3,function_zone,,,,county\n".formatted(c, i, i, city));
                csv.append("%s-H%d,近岸%d,water,%s,东区,coastal,PT0S,,,,2,,,,,\n".formatted(c, i, i, city));
                csv.append("%s-R%d,区域%d,noise,%s,东区,,PT1H,,,,,,regional,,1000000,\n".formatted(c, i, i, city));
                csv.append("%s-T%d,路段%d,noise,%s,东区,,PT1H,,,,,,traffic,1000,,\n".formatted(c, i, i, city));
            }
            for (int i = 1; i <= 3; i++) {
                csv.append("%s-B%d,黑臭%d,water,%s,东区,,PT0S,,沟,river,,black_odorous,,,,\n".formatted(c, i, i, city));
            }
            csv.append("%s-O,出境,water,%s,东区,,PT0S,,界河,river,3,cross_border,,,,county\n".formatted(c, city));
            csv.append("%s-S,水源,water,%s,东区,,PT0S,,水库,river,3,drinking_source,,,,\n".formatted(c, city));
            csv.append("%s-X,备用,water,%s,东区,,PT0S,,备用水库,river,3,reserve_source,,,,\n".formatted(c, city));
        }
        return csv.append("O-A,站,air,%s,,,PT1H,,,,,,,,,\n".formatted(OTHER)).toString();
    }

    private static String code(String city) {
        return switch (city) {
            case ENOUGH -> "E";
            case SHORT -> "S";
            case OTHER -> "O";
            default -> "N";
        };
    }

    private static void keepAir(String city, int days) throws SQLException {
        AirDay[] kept = Stream.of(2016, 2017)
                .flatMap(year -> dates(year, days))
                .map(MeasuresIT::day)
                .toArray(AirDay[]::new);
        Instant known = Instant.parse("2018-01-05T00:00:00Z");
        KeptResults.ofCity(POSTGRES.dataSource(), city, known, AirTables.DAYS, kept);
        KeptResults.ofStation(POSTGRES.dataSource(), code(city) + "-A", known, AirTables.DAYS, kept);
    }

    /** 27 days of each month and one less of February, as far as so many days allow. */
    private static Stream<LocalDate> dates(int year, int days) {
        int february = days - 11 * 27;
        return IntStream.rangeClosed(1, ALL_MONTHS).boxed().flatMap(month -> IntStream.rangeClosed(
                        1, month == 2 ? february : 27)
                .mapToObj(day -> LocalDate.of(year, month, day)));
    }

    private static AirDay day(LocalDate date) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        Arrays.stream(Pollutant.values())
                .forEach(pollutant -> values.put(
                        pollutant, pollutant == Pollutant.CO ? new BigDecimal("0.8") : BigDecimal.valueOf(20)));
        var index = new AirQualityIndex(AirSettings.DEFAULTS)
                .day(AirStandard.inForce(date).orElseThrow().index(), values, MonitoringPlan.COMPLETE);
        return new AirDay(date, AirReport.of(index, List.of()), List.of());
    }

    /** So many of the five of a set have so many months. */
    private static void sections(String city, int sections, int months, List<Reading> readings) {
        for (int i = 1; i <= sections; i++) {
            year(code(city) + "-W" + i, "NH3N", "0.9", months, readings);
            year(code(city) + "-F" + i, "NH3N", "0.9", months, readings);
            for (String item : List.of("DO", "PH")) {
                year(code(city) + "-H" + i, item, "8", 2, readings);
            }
        }
    }

    /** Sets of which every one is needed: a month, a round or an item less is too little. */
    private static void ofOne(String city, int less, List<Reading> readings) {
        String c = code(city);
        year(c + "-O", "NH3N", "0.9", MONTHS - less, readings);
        year(c + "-X", "NH3N", "0.9", MONTHS - less, readings);
        for (int i = 1; i <= 3; i++) {
            year(c + "-B" + i, "NH3N", "3", 3 - less, readings);
        }
        for (String metal : List.of("CU", "ZN", "SE", "AS", "HG", "CD", "CR6", "PBW")) {
            year(c + "-S", metal, "0.00001", MONTHS - less, readings);
        }
    }

    private static void year(String section, String item, String value, int months, List<Reading> readings) {
        for (int month = 1; month <= Math.min(months, ALL_MONTHS); month++) {
            readings.add(Samples.reading(
                    section, item, Samples.at("2017-%02d-10T10:00:00+08:00".formatted(month)), Duration.ZERO, value));
        }
    }

    private static void keep(List<Reading> readings) {
        RolledUp.keep(POSTGRES.dataSource(), readings);
    }

    private static void survey() {
        StringBuilder csv = new StringBuilder("station,survey,start,minutes,leq\n");
        for (int i = 1; i <= 4; i++) {
            csv.append("E-R%d,2017,2017-05-08T15:00,20,55\nE-T%d,2017,2017-05-08T15:00,20,66\n".formatted(i, i));
        }
        for (int i = 1; i <= 3; i++) {
            csv.append("S-R%d,2017,2017-05-08T15:00,20,55\nS-T%d,2017,2017-05-08T15:00,20,66\n".formatted(i, i));
        }
        var surveys = new PostgresSurveys(POSTGRES.dataSource());
        surveys.keep(
                new SurveyTable(knowledge.stations())
                        .measurements(Table.text("surveys", csv.toString()), Instant.now()),
                "lab");
    }

    /** What a measure says of a city that has just enough, and of one that has one day, month, round or point less. */
    private enum Edge {
        /** The first has a figure, the second none. */
        LEAST,
        /** A count that is as true when little is there. */
        COUNTS
    }

    private static Edge edge(Kind kind) {
        return switch (kind) {
            case AIR_CLASS2_MEANS,
                    AIR_GOOD_DAY_RATIO,
                    AIR_MEAN,
                    AIR_CHANGE,
                    AIR_COMPOSITE,
                    AIR_COMPOSITE_CHANGE,
                    WATER_SHARE_1_TO_3,
                    WATER_SHARE_WORSE_THAN_5,
                    WATER_COUNT_WORSE_THAN_5,
                    WATER_ON_TARGET,
                    WATER_FUNCTION_ZONES,
                    WATER_FUNCTION_ZONE_RATE,
                    WATER_OUTFLOW,
                    WATER_BLACK_ODOROUS,
                    WATER_SOURCES,
                    WATER_WORST_CLASS,
                    WATER_COASTAL,
                    NOISE_REGIONAL,
                    NOISE_TRAFFIC -> Edge.LEAST;
            case AIR_GOOD_DAYS,
                    AIR_DAYS_CHANGE,
                    AIR_RANK,
                    AIR_RANK_CHANGE,
                    AIR_STATIONS,
                    AIR_NETWORK,
                    WATER_SAMPLINGS,
                    WATER_NETWORK,
                    NOISE_COVERAGE,
                    DATA_TRANSMISSION,
                    DATA_CAPTURE,
                    PROGRAMME_GRADES -> Edge.COUNTS;
        };
    }

    static Stream<Kind> withLeastData() {
        return Arrays.stream(Kind.values()).filter(kind -> edge(kind) == Edge.LEAST);
    }

    @ParameterizedTest
    @MethodSource("withLeastData")
    void justEnoughIsAFigureAndOneLessIsNone(Kind kind) {
        boolean allNeeded = kind == Kind.WATER_FUNCTION_ZONES;
        assertKnown(figure(kind, allNeeded ? " stations=E-F1,E-F2,E-F3,E-F4" : "", ENOUGH));
        assertOpen(figure(kind, "", allNeeded ? ENOUGH : SHORT));
    }

    /** Two of the four cities have an index: they are 50 % and not 51. */
    @Test
    void aRankNeedsEnoughCities() {
        assertEquals(BigDecimal.ONE, rank("50").rank(YEAR, LAST).value());
        assertOpen(rank("51").rank(YEAR, LAST));
        assertEquals(BigDecimal.ZERO, rank("50").change(YEAR, LAST).value());
        assertOpen(rank("51").change(YEAR, LAST));
    }

    private static RankFigures rank(String leastPercent) {
        return new RankFigures(knowledge, ENOUGH, new BigDecimal(leastPercent));
    }

    /** Nothing measured is never a figure that could be met, but for what counts the registry or the visits. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingMeasuredIsNoFigure(Kind kind) {
        Figure figure = figure(kind, "", BARE);
        switch (kind) {
            case AIR_STATIONS, AIR_NETWORK -> assertEquals(BigDecimal.ONE, figure.value());
            case WATER_SAMPLINGS, WATER_NETWORK -> assertEquals(BigDecimal.ZERO, figure.value());
            case DATA_TRANSMISSION, DATA_CAPTURE, NOISE_COVERAGE -> assertEquals(new BigDecimal("0.0"), figure.value());
            default -> assertOpen(figure);
        }
    }

    static Stream<Kind> withArea() {
        return Arrays.stream(Kind.values()).filter(Measures::takesArea);
    }

    /** All lies in 东区: there the figure is that of the city, in 西区 there is none. */
    @ParameterizedTest
    @MethodSource("withArea")
    void aDistrictHasItsOwnFigure(Kind kind) {
        Figure city = figure(kind, "", ENOUGH);
        assertEquals(city.value(), figure(kind, " district=东区", ENOUGH).value());
        Figure elsewhere = figure(kind, " district=西区", ENOUGH);
        switch (kind) {
            case AIR_STATIONS, AIR_NETWORK, WATER_NETWORK -> assertEquals(BigDecimal.ZERO, elsewhere.value());
            case NOISE_COVERAGE -> assertEquals(new BigDecimal("0.0"), elsewhere.value());
            default -> assertOpen(elsewhere);
        }
    }

    private static void assertKnown(Figure figure) {
        assertEquals("", figure.reason().en(), figure::toString);
        if (figure.items().isEmpty() || figure.value() != null) {
            assertNotNull(figure.value(), figure::toString);
        } else {
            figure.items().forEach(item -> assertNotNull(item.meets(), figure::toString));
        }
    }

    /** No number, and no part that all of it could be met by. */
    private static void assertOpen(Figure figure) {
        assertNull(figure.value(), figure::toString);
        boolean open = figure.items().stream().anyMatch(item -> item.meets() == null);
        assertTrue(!figure.reason().isEmpty() || open, figure::toString);
    }

    /** Of a year before the texts of 2026 a figure is by others under these, where it rests on the texts of air, and the same elsewhere. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void otherTextsOfAirChangeWhatRestsOnThem(Kind kind) {
        Figure official = figure(kind, "", ENOUGH);
        Figure beside = figure(kind, "", ENOUGH, AirBasis.named("2026-final").orElseThrow());
        if (Measures.of(kind, "").restsOnAirStandard()) {
            assertTrue(official.edition().contains("2012") || official.edition().contains("2013"), official::toString);
            assertTrue(beside.edition().contains("2026") && !beside.edition().contains("201"), beside::toString);
        } else {
            assertEquals(official, beside);
        }
    }

    private static Figure figure(Kind kind, String options, String city) {
        return figure(kind, options, city, AirBasis.IN_FORCE);
    }

    private static Figure figure(Kind kind, String options, String city, AirBasis basis) {
        Programme programme = PROGRAMMES.find("lingchuan").orElseThrow();
        Measure measure = Measures.of(kind, options);
        Reports reports = Repositories.of(POSTGRES.dataSource()).get(Reports.class);
        return new CityFigures(
                        programme, PROGRAMMES, city, knowledge, new EnteredFigures(PROGRAMMES, reports, city), basis)
                .computed(measure, YEAR, LAST);
    }
}
