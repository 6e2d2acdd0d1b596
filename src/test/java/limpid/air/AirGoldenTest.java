package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.AirEvaluation.DayCounts;
import limpid.air.AirSettings.Index;
import limpid.air.AirSettings.Ties;
import limpid.air.AirSettings.Variant;
import limpid.air.Ranking.Entry;
import limpid.air.Ranking.Place;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.AirDigits;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.BreakpointTable;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of {@code golden/air/examples.csv}: figures published by bureaus and by others' tests. Three rows record
 * something else than the rule gives and assert the rule: see {@link #AGAINST_THE_RULE}.
 */
class AirGoldenTest {
    private static final Table EXAMPLES = Table.resource("/golden/air/examples.csv");
    private static final AirSettings TEXT =
            AirSettings.DEFAULTS.with(new Index(Variant.TEXT, Variant.TEXT, true, false));

    /** Row, and what the rule gives from the row's own inputs. */
    private static final Map<String, String> AGAINST_THE_RULE = Map.of(
            "A167", "50", // the platform took an unrounded PM10; see fromUnroundedInputs
            "A168", "57", // the platform took an unrounded PM10 and O3; see fromUnroundedInputs
            "A220", "3.07"); // a weather site's explainer that adds unrounded ratios

    static Stream<Named<Row>> rows() {
        return EXAMPLES.rows().stream().map(row -> Named.of(name(row), row));
    }

    private static String name(Row row) {
        String id = row.text("id");
        String mark = AGAINST_THE_RULE.containsKey(id) ? " (asserts the rule, not the printed figure)" : "";
        String habit =
                row.text("note").contains("platform printed") ? " (not the platform's list of primary pollutants)" : "";
        return id + " " + row.text("kind") + " " + row.text("place") + " " + row.text("period") + mark + habit;
    }

    @Test
    void thereAreTwoHundredAndFortyRowsNineOfThemAgainstAPlatformsHabit() {
        assertEquals(240, EXAMPLES.rows().size());
        assertEquals(
                9,
                EXAMPLES.rows().stream()
                        .filter(row -> row.text("note").contains("platform printed"))
                        .count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void comesOutAsPublished(Row row) {
        switch (row.text("kind")) {
            case "daily_aqi" -> dailyIndex(row);
            case "realtime_aqi" -> hourlyIndex(row);
            case "iaqi" -> subIndex(row);
            case "composite_index" -> compositeIndex(row);
            case "good_day_ratio" -> excellentDayRatio(row);
            case "yoy_change" -> change(row);
            case "rank" -> ranks(row);
            default -> throw new AssertionError("unknown kind " + row.text("kind"));
        }
    }

    private static String expected(Row row) {
        return AGAINST_THE_RULE.getOrDefault(row.text("id"), row.text("expected"));
    }

    private static void dailyIndex(Row row) {
        AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);
        AirIndex day = index.day(edition(row), values(row), MonitoringPlan.COMPLETE);
        if (expected(row).equals("NA")) {
            assertNull(day.aqi());
            assertNull(day.category());
            assertEquals(Reason.INCOMPLETE, day.reason());
            assertEquals(List.of(), day.primaryPollutants());
        } else {
            assertIndex(row, day);
        }
    }

    private static void assertIndex(Row row, AirIndex index) {
        assertEquals(expected(row), String.valueOf(index.aqi()));
        if (AGAINST_THE_RULE.containsKey(row.text("id"))) {
            return;
        }
        List<String> primary = Stream.of(
                        row.text("primary_expected").replace("_8h", "").split("\\+"))
                .filter(code -> !code.isEmpty())
                .sorted()
                .toList();
        assertEquals(
                primary,
                index.primaryPollutants().stream().map(Pollutant::code).sorted().toList());
        row.optional("category")
                .ifPresent(zh -> assertEquals(
                        zh, Objects.requireNonNull(index.category()).zh()));
    }

    private static Map<Pollutant, BigDecimal> values(Row row) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        Map<Pollutant, String> columns = Map.of(
                Pollutant.SO2, "so2",
                Pollutant.NO2, "no2",
                Pollutant.CO, "co",
                Pollutant.O3, "o3_8h",
                Pollutant.PM10, "pm10",
                Pollutant.PM2_5, "pm25");
        columns.forEach(
                (pollutant, column) -> row.optionalDecimal(column).ifPresent(value -> values.put(pollutant, value)));
        return values;
    }

    private static Edition edition(Row row) {
        return StandardBook.standard()
                .byCode(row.text("standard").replace("GB/T 8170 + ", ""), "")
                .orElseThrow();
    }

    private static void hourlyIndex(Row row) {
        AirIndex hour = new AirQualityIndex(TEXT).hour(edition(row), textHour(row), MonitoringPlan.COMPLETE);
        assertIndex(row, hour);
    }

    /** The items of HJ 633-2012 5.1.3: O3 twice, particles as sliding 24-hour means. */
    private static AirValues textHour(Row row) {
        return AirValues.ofHour(Map.of(
                        Pollutant.SO2, row.decimal("so2"),
                        Pollutant.NO2, row.decimal("no2"),
                        Pollutant.CO, row.decimal("co"),
                        Pollutant.O3, row.decimal("o3_1h")))
                .put(Averaging.EIGHT_HOURS, Pollutant.O3, row.decimal("o3_8h"))
                .put(Averaging.DAY, Pollutant.PM10, row.decimal("pm10"))
                .put(Averaging.DAY, Pollutant.PM2_5, row.decimal("pm25"));
    }

    @Test
    void fromUnroundedInputsTheHoursOfThePlatformOf2013ComeOut() {
        AirQualityIndex unrounded =
                new AirQualityIndex(AirSettings.DEFAULTS.with(new Index(Variant.TEXT, Variant.TEXT, false, false)));
        AirIndex fuzhou = unrounded.hour(
                edition(row("A167")),
                textHour(row("A167")).put(Averaging.DAY, Pollutant.PM10, new BigDecimal("50.4")),
                MonitoringPlan.COMPLETE);
        assertEquals(51, fuzhou.aqi());
        assertEquals(List.of(Pollutant.PM10), fuzhou.primaryPollutants());
        AirIndex quanzhou = unrounded.hour(
                edition(row("A168")),
                textHour(row("A168"))
                        .put(Averaging.DAY, Pollutant.PM10, new BigDecimal("64.4"))
                        .put(Averaging.EIGHT_HOURS, Pollutant.O3, new BigDecimal("108.45")),
                MonitoringPlan.COMPLETE);
        assertEquals(58, quanzhou.aqi());
        assertEquals(List.of(Pollutant.O3, Pollutant.PM10), quanzhou.primaryPollutants());
    }

    private static Row row(String id) {
        return EXAMPLES.rows().stream()
                .filter(row -> row.text("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void subIndex(Row row) {
        Matcher input = match("(\\S+) (1h|8h|24h) = (\\S+)", row.text("other_inputs"));
        Pollutant pollutant = Pollutant.of(input.group(1)).orElseThrow();
        Averaging averaging = Averaging.of(input.group(2)).orElseThrow();
        BigDecimal concentration = AirDigits.index(pollutant, new BigDecimal(input.group(3)));
        int iaqi = BreakpointTable.of(edition(row))
                .column(averaging, pollutant)
                .orElseThrow()
                .index(concentration)
                .orElseThrow();
        assertEquals(expected(row), String.valueOf(iaqi));
    }

    private static Matcher match(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher;
    }

    private static void compositeIndex(Row row) {
        CompositeIndex index = CompositeIndex.of(AirStandard.OF_2012, AirSettings.DEFAULTS, values(row));
        assertEquals(new BigDecimal(expected(row)), index.value());
    }

    private static void excellentDayRatio(Row row) {
        Matcher days = match("(\\d+)/(\\d+)", row.text("other_inputs"));
        BigDecimal percent = DayCounts.percent(Integer.parseInt(days.group(1)), Integer.parseInt(days.group(2)));
        assertEquals(new BigDecimal(expected(row)), percent);
    }

    private static void change(Row row) {
        Matcher figures = match("now ([0-9.]+), before ([0-9.]+)", row.text("other_inputs"));
        Change change = Change.percent(new BigDecimal(figures.group(1)), new BigDecimal(figures.group(2)));
        assertEquals(new BigDecimal(expected(row)), change.amount());
    }

    /** The row of Guangdong lists ranks 9 to 13; the cities before are filled in. */
    private static void ranks(Row row) {
        Ties ties = row.text("standard").startsWith("dense") ? Ties.DENSE : Ties.COMPETITION;
        int first = Integer.parseInt(expected(row).split(";")[0]);
        List<Entry> entries = new ArrayList<>();
        for (int filler = 1; filler < first; filler++) {
            entries.add(new Entry("filler " + filler, BigDecimal.valueOf(filler, 2)));
        }
        for (String city : row.text("other_inputs").split("; ")) {
            entries.add(new Entry(city.split(" ")[0], new BigDecimal(city.split(" ")[1])));
        }
        List<Place> places = Ranking.of(ties, entries).places();
        String ranks = places.subList(first - 1, places.size()).stream()
                .map(place -> String.valueOf(place.rank()))
                .collect(Collectors.joining("; "));
        assertEquals(expected(row), ranks);
        assertEquals(entries.size(), Arrays.stream(places.toArray()).distinct().count());
    }
}
