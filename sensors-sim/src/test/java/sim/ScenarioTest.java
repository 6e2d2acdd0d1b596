package sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sim.city.Station;

class ScenarioTest {
    private static final Scenario CITY = Scenario.named("demo-city");
    private static final Instant MONDAY = at("2026-03-02T00:00:00+08:00");

    private static final Map<String, String> FEW_POINTS = Map.of("noise.points", "4");

    static List<String> names() {
        return Scenario.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void sameSeedSameBytes(String name) {
        Instant end = MONDAY.plus(Duration.ofHours(5));
        assertEquals(
                payloads(Scenario.named(name, FEW_POINTS).sendings(MONDAY, end)),
                payloads(Scenario.named(name, FEW_POINTS).sendings(MONDAY, end)));
    }

    @Test
    void otherSeedOtherBytes() {
        Scenario other = Scenario.named("demo-city", Map.of("seed", "7"));
        Instant end = MONDAY.plus(Duration.ofHours(1));
        assertNotEquals(payloads(CITY.sendings(MONDAY, end)), payloads(other.sendings(MONDAY, end)));
    }

    @Test
    void aSpanIsTheSumOfItsPartsWhereverItIsCut() {
        Random random = new Random(20260301);
        for (int round = 0; round < 8; round++) {
            Instant from = MONDAY.plusSeconds(random.nextInt(40_000_000) - 20_000_000L);
            Instant to = from.plusSeconds(1 + random.nextInt(20_000));
            Instant cut = from.plusSeconds(random.nextLong(to.getEpochSecond() - from.getEpochSecond() + 1));
            List<Report> parts = Stream.concat(CITY.reports(from, cut), CITY.reports(cut, to))
                    .toList();
            assertEquals(CITY.reports(from, to).toList(), parts, "from " + from + " cut at " + cut + " to " + to);
        }
    }

    @Test
    void aDayHasEveryReportOnce() {
        List<Report> day = CITY.reports(MONDAY, MONDAY.plus(Duration.ofDays(1))).toList();
        assertEquals(4 * 24, count(day, "air"));
        assertEquals(4 * 6, count(day, "water"));
        assertEquals(4 * 1440, count(day, "noise"));
        assertEquals(at("2026-03-02T00:01:00+08:00"), day.getFirst().endInstant());
        assertEquals(at("2026-03-03T00:00:00+08:00"), day.getLast().endInstant());
    }

    @Test
    void aMinuteOfNoiseHoldsSixtySeconds() {
        Report minute = CITY.report(station("LCN01"), MONDAY.plusSeconds(60));
        assertEquals(Duration.ofSeconds(1), minute.period());
        assertEquals(60, series(minute, "LAS").size());
    }

    @Test
    void nothingIsReportedBetweenTheHours() {
        assertThrows(IllegalArgumentException.class, () -> CITY.report(station("LCA01"), MONDAY.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "SO2, 0, 1, 300", "NO2, 0, 1, 250", "CO, 1, 0.1, 5", "O3, 0, 1, 400", "PM10, 0, 1, 600", "PM2.5, 0, 1, 500",
        "TEMP, 1, -5, 42", "RH, 0, 15, 100", "WS, 1, 0, 15", "WD, 0, 0, 359", "WT, 1, 5, 38", "PH, 2, 6, 9",
        "DO, 2, 1, 14", "EC, 1, 50, 800", "TURB, 1, 1, 400", "CODMN, 2, 0.5, 15", "NH3N, 3, 0.01, 6", "TP, 3, 0.005, 1",
        "TN, 2, 0.2, 10", "CHLA, 4, 0.0005, 0.1", "TRANSP, 2, 0.2, 6", "LAS, 1, 25, 110"
    })
    void aYearIsPlausibleAndPrintedWithTheDigitsOfItsInstruments(
            String parameter, int digits, double least, double most) {
        int seen = 0;
        for (int day = 0; day < 365; day += 3) {
            Instant from = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(day % 24));
            int span = parameter.equals("LAS") ? 1 : 240;
            for (Report report : CITY.reports(bearing(parameter), from, from.plus(Duration.ofMinutes(span)))
                    .toList()) {
                for (String value : series(report, parameter)) {
                    assertTrue(value.matches(digits == 0 ? "-?\\d+" : "-?\\d+\\.\\d{" + digits + "}"), value);
                    double number = Double.parseDouble(value);
                    assertTrue(number >= least && number <= most, parameter + " " + value + " in " + report);
                    seen++;
                }
            }
        }
        assertTrue(seen > 100, "only " + seen + " values of " + parameter);
    }

    @Test
    void coarseParticlesIncludeTheFineOnes() {
        CITY.reports(air(), MONDAY, MONDAY.plus(Duration.ofDays(30)))
                .forEach(r -> assertTrue(number(r, "PM10") >= number(r, "PM2.5"), r.toString()));
    }

    @Test
    void rushHourRaisesNitrogenDioxideMoreOnWeekdaysThanAtWeekends() {
        double weekdays = mean("LCA02", "NO2", "2026-03-09T08:00:00+08:00", "2026-03-10T08:00:00+08:00");
        double weekend = mean("LCA02", "NO2", "2026-03-07T08:00:00+08:00", "2026-03-08T08:00:00+08:00");
        assertTrue(weekdays > 1.2 * weekend, weekdays + " against " + weekend);
    }

    @Test
    void theOzoneEpisodeExceedsTheEightHourLimitInTheAfternoonAndIsNamed() {
        Report episode = CITY.report(station("LCA03"), at("2026-03-12T15:00:00+08:00"));
        Report before = CITY.report(station("LCA03"), at("2026-03-08T15:00:00+08:00"));
        assertTrue(episode.events().contains("ozone-episode"), episode.toString());
        assertTrue(number(episode, "O3") > 160, episode.toString());
        assertTrue(number(before, "O3") < 160, before.toString());
    }

    @Test
    void aDischargeReachesDownstreamSectionsOneAfterTheOtherAndNeverTheUpstreamOne() {
        Instant released = at("2026-03-04T22:00:00+08:00");
        List<Instant> peaks = new ArrayList<>();
        for (String code : List.of("LCW02", "LCW03")) {
            peaks.add(peak(code, "NH3N", released.minus(Duration.ofHours(6)), released.plus(Duration.ofHours(48))));
        }
        assertTrue(peaks.get(0).isAfter(released), peaks.toString());
        assertTrue(peaks.get(1).isAfter(peaks.get(0)), peaks.toString());
        Report hit = CITY.report(station("LCW02"), peaks.getFirst());
        Report clean = CITY.report(station("LCW02"), released.minus(Duration.ofHours(2)));
        assertTrue(number(hit, "NH3N") > 1.5 && number(hit, "TP") > 2 * number(clean, "TP"), hit.toString());
        assertTrue(number(hit, "DO") < number(clean, "DO") - 1, hit.toString());
        assertTrue(CITY.reports(List.of(station("LCW01")), released, released.plus(Duration.ofHours(48)))
                .noneMatch(report -> report.events().contains("discharge")));
    }

    @Test
    void aFestivalNightIsHeardAndSmelledAroundMidnight() {
        Report air = CITY.report(station("LCA01"), at("2026-02-17T00:00:00+08:00"));
        Report usual = CITY.report(station("LCA01"), at("2026-02-15T00:00:00+08:00"));
        assertTrue(number(air, "PM2.5") > number(usual, "PM2.5") + 80, air.toString());
        assertTrue(number(air, "SO2") > 3 * number(usual, "SO2"), air.toString());
        double loud = energyMean(CITY.report(station("LCN01"), at("2026-02-17T00:00:00+08:00")));
        double quiet = energyMean(CITY.report(station("LCN01"), at("2026-02-15T00:00:00+08:00")));
        assertTrue(loud > quiet + 12, loud + " dB against " + quiet);
    }

    @Test
    void rainWashesTheAirAndMuddiesTheRiver() {
        Map<Boolean, Double> fine = meanByRain(air(), "PM2.5");
        Map<Boolean, Double> turbidity = meanByRain(List.of(station("LCW02")), "TURB");
        assertTrue(fine.get(true) < 0.8 * fine.get(false), fine.toString());
        assertTrue(turbidity.get(true) > 2 * turbidity.get(false), turbidity.toString());
    }

    @Test
    void moreStationsThanNamedSitesHaveCodesOfTheirOwn() {
        Scenario large = Scenario.named("demo-city", Map.of("noise.points", "2000"));
        assertEquals(
                4 + 3 + 1 + 2000,
                large.stations().stream().map(Station::code).distinct().count());
        assertEquals(
                4 + 3 + 1 + 2000,
                large.stations().stream().map(Station::nameZh).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({
        "seed, x",
        "air.stations, -1",
        "event.bad, rain 2026-03-01T00:00",
        "event.bad, storm 2026-03-01T00:00 PT1H",
        "event.bad, rain 2026-03-01T00:00 PT9H every PT5H",
        "fault.late, 1.5",
        "fault.silent.bad, LCA01 PT1H"
    })
    void aWrongPropertyIsNamed(String key, String value) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Scenario.named("demo-city", Map.of(key, value)));
        assertTrue(refused.getMessage().contains(key), refused.getMessage());
    }

    @Test
    void anUnknownScenarioIsAnsweredWithTheKnownOnes() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Scenario.named("atlantis"));
        assertTrue(refused.getMessage().contains("demo-city"), refused.getMessage());
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static List<String> payloads(List<Sending> sendings) {
        return sendings.stream()
                .map(s -> s instanceof Sending.Sent sent ? s.due() + " " + sent.message() : s.toString())
                .toList();
    }

    private static long count(List<Report> reports, String medium) {
        return reports.stream().filter(report -> report.medium().equals(medium)).count();
    }

    private static Station station(String code) {
        return CITY.stations().stream()
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<Station> air() {
        return CITY.stations().stream().filter(s -> s.code().startsWith("LCA")).toList();
    }

    private static List<Station> bearing(String parameter) {
        return CITY.stations().stream()
                .filter(s -> CITY.report(s, MONDAY).values().containsKey(parameter))
                .toList();
    }

    private static List<String> series(Report report, String parameter) {
        return report.values().getOrDefault(parameter, List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static double number(Report report, String parameter) {
        return Double.parseDouble(series(report, parameter).getFirst());
    }

    private static double mean(String code, String parameter, String... ends) {
        return Stream.of(ends)
                .mapToDouble(end -> number(CITY.report(station(code), at(end)), parameter))
                .average()
                .orElseThrow();
    }

    private static Instant peak(String code, String parameter, Instant from, Instant to) {
        return CITY.reports(List.of(station(code)), from, to)
                .reduce((one, other) -> number(other, parameter) > number(one, parameter) ? other : one)
                .orElseThrow()
                .endInstant();
    }

    private static double energyMean(Report report) {
        double energy = series(report, "LAS").stream()
                .mapToDouble(level -> Math.pow(10, Double.parseDouble(level) / 10))
                .average()
                .orElseThrow();
        return 10 * Math.log10(energy);
    }

    private static Map<Boolean, Double> meanByRain(List<Station> stations, String parameter) {
        return CITY.reports(stations, MONDAY, MONDAY.plus(Duration.ofDays(60)))
                .collect(Collectors.partitioningBy(
                        report -> report.events().contains("front"),
                        Collectors.averagingDouble(report -> number(report, parameter))));
    }
}
