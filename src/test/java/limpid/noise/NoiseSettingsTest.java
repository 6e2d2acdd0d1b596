package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.noise.NoiseSettings.RateAggregation;
import limpid.noise.StatisticalLevels.DeviationDivisor;
import org.junit.jupiter.api.Test;

final class NoiseSettingsTest {
    private static final NoiseSettings DEFAULT = NoiseSettings.DEFAULT;

    @Test
    void namesAndDefaults() throws ReflectiveOperationException {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("dayNight", List.of());
        expected.put("nightMeaning", NightMeaning.CALENDAR_DATE);
        expected.put("statisticalMethod", StatisticalMethod.LINEAR);
        expected.put("deviationDivisor", DeviationDivisor.SAMPLE);
        expected.put("levelDigits", 1);
        expected.put("rounding", RoundingMode.HALF_EVEN);
        expected.put("zoneJudgingDigits", 1);
        expected.put("burstDecides", false);
        expected.put("zoneAggregation", RateAggregation.POOLED);
        expected.put("windLimit", new BigDecimal("5.0"));
        expected.put("weatherSpan", Duration.ofMinutes(1));
        expected.put("rainLag", Duration.ZERO);
        expected.put("minimumShares", MinimumShares.DEFAULT);
        expected.put("surveyLengths", SurveyLengths.DEFAULT);
        expected.put("partsShare", new BigDecimal("0.9"));
        expected.put("roadLimit", new BigDecimal("70"));
        expected.put("comparedShare", new BigDecimal("0.75"));
        expected.put("assessedShare", BigDecimal.ZERO);
        assertEquals(expected, fields(DEFAULT));
    }

    @Test
    void namesAndDefaultsOfTheMinimumShares() throws ReflectiveOperationException {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("name", "20min-75pct");
        expected.put("hourSeconds", 1200);
        expected.put("dayPeriod", new BigDecimal("0.75"));
        expected.put("nightPeriod", new BigDecimal("0.75"));
        expected.put("daysOfPeriod", new BigDecimal("0.75"));
        assertEquals(expected, fields(MinimumShares.DEFAULT));
    }

    private static Map<String, Object> fields(Record settings) throws ReflectiveOperationException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            fields.put(component.getName(), component.getAccessor().invoke(settings));
        }
        return fields;
    }

    @Test
    void boundariesHoldFromTheirDateOn() {
        DayNightHours summer = hours("2025-06-01", 5, 23);
        DayNightHours winter = hours("2025-10-01", 7, 22);
        NoiseSettings settings = Changed.dayNight(winter, summer);
        assertEquals(DayNightHours.DEFAULT, settings.dayNight(LocalDate.parse("2025-05-31")));
        assertEquals(summer, settings.dayNight(LocalDate.parse("2025-06-01")));
        assertEquals(summer, settings.dayNight(LocalDate.parse("2025-09-30")));
        assertEquals(winter, settings.dayNight(LocalDate.parse("2025-10-01")));
    }

    @Test
    void refusesBoundariesInsideAnHourOrTheWrongWayRound() {
        LocalDate date = LocalDate.parse("2025-01-01");
        for (String[] times : List.of(
                new String[] {"06:30", "22:00"}, new String[] {"06:00", "22:30"}, new String[] {"22:00", "06:00"})) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new DayNightHours(date, LocalTime.parse(times[0]), LocalTime.parse(times[1])),
                    Arrays.toString(times));
        }
    }

    private static DayNightHours hours(String from, int dayStart, int nightStart) {
        return new DayNightHours(LocalDate.parse(from), LocalTime.of(dayStart, 0), LocalTime.of(nightStart, 0));
    }
}
