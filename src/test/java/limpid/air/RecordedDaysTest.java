package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.AirStandard;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Daily values and daily indices against those that were published. */
class RecordedDaysTest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");
    /** What the feed prints for the lowest readings. */
    private static final Map<Pollutant, BigDecimal> SHOWN_FOR_VERY_LOW =
            Map.of(Pollutant.PM2_5, BigDecimal.valueOf(3), Pollutant.PM10, BigDecimal.valueOf(6));

    private static final BigDecimal THREE = BigDecimal.valueOf(3);
    private static final AirStandard STANDARD = AirStandard.OF_2026_TRANSITION;

    /** Why a daily value of the feed is not the one that follows from its printed hours. */
    private enum Cause {
        /** The feed prints very low readings as 3 or 6 and averages the readings themselves. */
        VERY_LOW_HOUR,
        /** The mean lies half-way between two printed values; in binary fractions it falls either way. */
        TIE,
        /** The feed averages hours before they are rounded for print: the true mean may lie that far off. */
        HOURS_ROUNDED_FOR_PRINT,
        /**
         * More than that: some hour must have been another one when the feed made its mean. Two station-days: 1033A on 3
         * April with an hour of PM10 of 310 between 181 and 220, 2695A on 25 March with one of PM2.5 of 216 after 36.
         */
        ANOTHER_HOUR
    }

    /**
     * The T00 record of the feed holds the finished day. The feed prints very low PM2.5 as 3 and very low PM10 as 6 and
     * averages the readings themselves, so particles agree on days in which no hour of either prints 3 or less. PM10 alone
     * never prints 3 or less: by its own hours no day leaves the denominator, and its share stays at that of all days. CO is
     * averaged there in binary fractions, whose ties fall either way: its bar is lower.
     */
    @Test
    void equalsTheDailyValuesOfTheNationalFeed() {
        Map<Pollutant, Agreement> all = agreements("national days 2026-03 and 04 with 24 hours, ");
        Map<Pollutant, Agreement> aboveThree = agreements("of these without an hour of it of 3 or less, ");
        Map<Pollutant, Agreement> bothAboveThree =
                agreements("of these without an hour of either particle of 3 or less, ");
        Map<Pollutant, Agreement> clear = agreements("of these without an hour printed for very low, ");
        Map<Pollutant, Map<Cause, Integer>> causes = new EnumMap<>(Pollutant.class);
        Map<String, Row> hours = hours();
        Set<String> stations =
                hours.values().stream().map(row -> row.text("stationcode")).collect(Collectors.toSet());
        for (Row row :
                Recorded.table("national-T00-2026-03-02_2026-04-30.csv.gz").rows()) {
            if (!stations.contains(row.text("stationcode"))) {
                continue;
            }
            LocalDate day = LocalDateTime.parse(row.text("timepoint"), STAMP)
                    .toLocalDate()
                    .minusDays(1);
            for (Pollutant pollutant : Pollutant.values()) {
                String column = pollutant == Pollutant.O3 ? "o3_8h" : column(pollutant) + "_24h";
                List<BigDecimal> values = day(hours, row.text("stationcode"), day, pollutant);
                if (values.size() < 24 || Recorded.value(row, column).isEmpty()) {
                    continue;
                }
                BigDecimal published = Recorded.value(row, column).orElseThrow();
                BigDecimal ours = Objects.requireNonNull(dayValue(pollutant, values));
                Supplier<String> place = () -> row.text("stationcode") + " " + day + " " + values;
                Recorded.at(all, pollutant).check(published, ours, place);
                if (isAboveThree(values)) {
                    Recorded.at(aboveThree, pollutant).check(published, ours, place);
                }
                if (isAboveThree(day(hours, row.text("stationcode"), day, Pollutant.PM2_5))
                        && isAboveThree(day(hours, row.text("stationcode"), day, Pollutant.PM10))) {
                    Recorded.at(bothAboveThree, pollutant).check(published, ours, place);
                }
                if (values.stream().noneMatch(value -> veryLow(pollutant, value))) {
                    Recorded.at(clear, pollutant).check(published, ours, place);
                }
                if (published.compareTo(ours) != 0) {
                    causes.computeIfAbsent(pollutant, p -> new EnumMap<>(Cause.class))
                            .merge(cause(pollutant, published, values), 1, Integer::sum);
                }
            }
        }
        System.out.println("daily values that differ, by cause: " + causes);
        for (Pollutant exact : List.of(Pollutant.SO2, Pollutant.NO2, Pollutant.O3)) {
            Recorded.at(all, exact).assertAtLeast("100", 1_000);
        }
        Recorded.at(all, Pollutant.PM10).assertAtLeast("96.6", 1_000);
        Recorded.at(aboveThree, Pollutant.PM10).assertAtLeast("96.6", 900);
        Recorded.at(bothAboveThree, Pollutant.PM10).assertAtLeast("98.5", 800);
        Recorded.at(bothAboveThree, Pollutant.PM2_5).assertAtLeast("99.5", 800);
        Recorded.at(clear, Pollutant.PM10).assertAtLeast("99.9", 900);
        Recorded.at(all, Pollutant.PM2_5).assertAtLeast("93.5", 1_000);
        Recorded.at(aboveThree, Pollutant.PM2_5).assertAtLeast("99.5", 900);
        Recorded.at(all, Pollutant.CO).assertAtLeast("97", 1_000);
        causes.forEach((pollutant, counts) -> assertEquals(
                pollutant.particles() ? 1 : 0,
                counts.getOrDefault(Cause.ANOTHER_HOUR, 0),
                () -> pollutant + " " + counts));
    }

    private static boolean isAboveThree(List<BigDecimal> values) {
        return values.stream().noneMatch(value -> value.compareTo(THREE) <= 0);
    }

    private static Cause cause(Pollutant pollutant, BigDecimal published, List<BigDecimal> values) {
        if (values.stream().anyMatch(value -> veryLow(pollutant, value))) {
            return Cause.VERY_LOW_HOUR;
        }
        BigDecimal mean = Means.of(values);
        BigDecimal printed = BigDecimal.ONE.movePointLeft(pollutant == Pollutant.CO ? 1 : 0);
        BigDecimal half = printed.divide(BigDecimal.TWO);
        BigDecimal off = mean.subtract(published).abs();
        if (off.compareTo(half) == 0) {
            return Cause.TIE;
        }
        return off.compareTo(printed) <= 0 ? Cause.HOURS_ROUNDED_FOR_PRINT : Cause.ANOTHER_HOUR;
    }

    private static Map<Pollutant, Agreement> agreements(String what) {
        Map<Pollutant, Agreement> agreements = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            agreements.put(pollutant, new Agreement(what + pollutant));
        }
        return agreements;
    }

    private static boolean veryLow(Pollutant pollutant, BigDecimal value) {
        BigDecimal shown = SHOWN_FOR_VERY_LOW.get(pollutant);
        return shown != null && value.compareTo(shown) <= 0;
    }

    private static @Nullable BigDecimal dayValue(Pollutant pollutant, List<BigDecimal> hours) {
        List<@Nullable BigDecimal> slots = new ArrayList<>(hours);
        return pollutant == Pollutant.O3
                ? OzoneEightHour.of(STANDARD, AirSettings.DEFAULTS, slots).value()
                : DayMean.of(STANDARD, AirSettings.DEFAULTS, pollutant, slots).value();
    }

    private static Map<String, Row> hours() {
        Map<String, Row> hours = new HashMap<>();
        for (Row row : Recorded.table("cities-hours-2026-03_2026-04.csv.gz").rows()) {
            hours.put(row.text("stationcode") + row.text("timepoint"), row);
        }
        return hours;
    }

    private static List<BigDecimal> day(Map<String, Row> hours, String station, LocalDate day, Pollutant pollutant) {
        List<BigDecimal> values = new ArrayList<>();
        for (int hour = 1; hour <= 24; hour++) {
            Row row = hours.get(station + day.atStartOfDay().plusHours(hour).format(STAMP));
            if (row != null) {
                Recorded.value(row, column(pollutant)).ifPresent(values::add);
            }
        }
        return values;
    }

    private static String column(Pollutant pollutant) {
        return switch (pollutant) {
            case SO2 -> "so2";
            case NO2 -> "no2";
            case CO -> "co";
            case O3 -> "o3";
            case PM10 -> "pm10";
            case PM2_5 -> "pm2_5";
        };
    }

    @Test
    void equalsTheDailyIndicesOfBeijingIn2016() {
        Agreement agreement = new Agreement("Beijing days 2016, AQI and category");
        checkDays(Recorded.table("city-daily-2016.csv.gz"), "日期", "质量等级", "O3", agreement);
        agreement.assertAtLeast("100", 360);
    }

    @Test
    void equalsTheDailyIndicesOfBeijingAndGuangzhouIn2018And2019() {
        Agreement agreement = new Agreement("Beijing and Guangzhou days 2018-2019, AQI and category");
        checkDays(Recorded.table("city-daily-2018-2019.csv.gz"), "date", "quality", "O3_8h", agreement);
        agreement.assertAtLeast("100", 1_400);
    }

    /** An AQI of 0 with PM10 and PM2.5 of 0 is how these tables write that the day is missing. */
    private static void checkDays(Table table, String date, String category, String ozone, Agreement agreement) {
        AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);
        for (Row row : table.rows()) {
            Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
            for (Pollutant pollutant : Pollutant.values()) {
                values.put(pollutant, row.decimal(pollutant == Pollutant.O3 ? ozone : pollutant.code()));
            }
            if (row.integer("AQI") == 0 && Recorded.at(values, Pollutant.PM2_5).signum() == 0) {
                continue;
            }
            Edition edition = AirStandard.inForce(LocalDate.parse(row.text(date)))
                    .orElseThrow()
                    .index();
            AirIndex ours = index.day(edition, values, MonitoringPlan.COMPLETE);
            String zh = ours.category() == null ? "" : ours.category().zh();
            agreement.check(row.text("AQI") + row.text(category), ours.aqi() + zh, () -> row.text(date) + " " + values);
        }
    }
}
