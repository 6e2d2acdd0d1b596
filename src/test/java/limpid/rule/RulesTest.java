package limpid.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limpid.air.AirSettings;
import limpid.alert.AlertSettings;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Table.Malformed;
import limpid.noise.NoiseSettings;
import limpid.standard.Pollutant;
import limpid.water.WaterSettings;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 28);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

    /** A setting that nobody listed could not be chosen; a listed one that is gone could not be read. */
    @Test
    void everySettingIsARule() {
        Set<String> settings = new TreeSet<>();
        places("air", AirSettings.class, settings);
        places("water", WaterSettings.class, settings);
        places("noise", NoiseSettings.class, settings);
        places("alert", AlertSettings.class, settings);
        assertEquals(
                settings,
                RuleBook.standard().rules().stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static void places(String prefix, Class<?> type, Set<String> places) {
        for (RecordComponent component : type.getRecordComponents()) {
            String place = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                places(place, component.getType(), places);
            } else {
                places.add(place);
            }
        }
    }

    /** What is published as a default can be written into the file and gives the same settings. */
    @Test
    void everyDefaultIsAllowed() {
        for (Rule rule : RuleBook.standard().rules()) {
            Object defaults = rule.area().defaults();
            Rules chosen = chosen(rule + ",,," + rule.byDefault());
            assertEquals(rule.in(defaults), chosen.value(rule, "", MARCH), rule.name());
        }
    }

    @Test
    void aCityGoesBeforeAllAndTheLatestDateBeforeEarlierOnes() throws IOException {
        Rules rules = example();
        assertEquals(75, rules.air().of("", FEBRUARY).city().leastSharePercent());
        assertEquals(90, rules.air().of("", MARCH).city().leastSharePercent());
        assertEquals(90, rules.air().of("石家庄市", APRIL).city().leastSharePercent());
        assertEquals(60, rules.air().of("临江", FEBRUARY).city().leastSharePercent());
        assertEquals(60, rules.air().of("临江", APRIL.minusDays(1)).city().leastSharePercent());
        assertEquals(80, rules.air().of("临江", APRIL).city().leastSharePercent());
    }

    @Test
    void everyKindOfValueIsRead() throws IOException {
        Rules rules = example();
        assertEquals(3, rules.air().of("临江", MARCH).composite().weight(Pollutant.PM2_5));
        assertEquals(1, rules.air().of("临江", MARCH).composite().weight(Pollutant.SO2));
        assertEquals(
                WaterSettings.PhMean.ARITHMETIC,
                rules.water().of("", MARCH).averaging().phMean());
        NoiseSettings noise = rules.noise().of("临江", LocalDate.of(2026, 4, 30));
        assertEquals(Duration.ofMinutes(30), noise.rainLag());
        assertEquals(
                LocalTime.of(6, 0), noise.dayNight(LocalDate.of(2026, 4, 30)).dayStart());
        assertEquals(
                LocalTime.of(7, 0),
                noise.dayNight(LocalDate.of(2026, 5, 1)).dayStart(),
                "a night that ends on the next date needs its boundaries");
    }

    @Test
    void whatFollowsIsMadeOnce() throws IOException {
        ByCityAndDate<Object> made = example().air().map(settings -> new Object());
        assertSame(made.of("", MARCH), made.of("石家庄市", MARCH.plusDays(10)));
    }

    @Test
    void theChoicesInForceAreNamed() throws IOException {
        List<String> inForce = example().inForce(Medium.AIR, "临江", MARCH).stream()
                .map(choice -> choice.rule() + "=" + choice.text() + " line "
                        + choice.row().line())
                .toList();
        assertEquals(
                List.of("air.city.leastSharePercent=60 line 4", "air.composite.weights=PM2.5=3 O3=2 NO2=2 line 6"),
                inForce);
    }

    @Test
    void aWrongLineIsRefusedWithItsPlace() {
        refused("air.citty,,,1", 2, "rule", "'air.citty' is not a rule; GET /api/v1/rules lists them");
        refused("air.city.leastSharePercent,,,101", 2, "value", "'101' is not from 0..100");
        refused("air.city.leastSharePercent,,,0.75", 2, "value", "'0.75' is not from 0..100");
        refused("air.stages.roundsDays,,,maybe", 2, "value", "'maybe' is not one of yes, no");
        refused(
                "air.city.ozone,,,median",
                2,
                "value",
                "'median' is not one of mean_of_station_maxima, maximum_of_city_hours");
        refused(
                "air.composite.weights,,,PM2.5=0",
                2,
                "value",
                "'PM2.5=0' is not weights from 1 to 100 such as PM2.5=3 O3=2");
        refused(
                "noise.rainLag,,,-PT1M",
                2,
                "value",
                "'-PT1M' is not a duration such as PT30M, not negative, of 366 days at most");
        refused(
                "noise.dayNight,,,06:30 22:00",
                2,
                "value",
                "'06:30 22:00' is not the whole hours of day and night such as 06:00 22:00");
        refused("air.city.fewBelow,,1 March,4", 2, "from", "'1 March' is not a local date such as 2026-03-01");
        refused("air.ranking.ties,临江,,dense", 2, "city", "air.ranking.ties holds for all cities alike");
        refused("air.city.fewBelow,,,", 2, "value", "must not be empty");
        refused("noise.minimumShares.dayPeriod,,,0", 2, "value", "a share of 0");
        refused(
                "air.city.fewBelow,临江,2026-03-01,4\nair.city.fewBelow,临江,2026-03-01,5",
                3,
                "rule",
                "air.city.fewBelow stands for the same city and date in line 2 already");
    }

    private static void refused(String lines, long line, String column, String reason) {
        Malformed malformed = assertThrows(Malformed.class, () -> chosen(lines), lines);
        assertEquals(reason, malformed.reason());
        assertEquals(line, malformed.line(), lines);
        assertEquals(column, malformed.column(), lines);
        assertEquals("rules.csv line " + line + " column " + column + ": " + reason, malformed.getMessage());
    }

    private static Rules chosen(String lines) {
        return Rules.of(Table.text("rules.csv", "rule,city,from,value\n" + lines + "\n"));
    }

    private static Rules example() throws IOException {
        return Rules.read(Path.of("src/test/resources/rule/choices.csv"));
    }
}
