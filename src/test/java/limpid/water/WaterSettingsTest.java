package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaterSettingsTest {
    /** Names and defaults are a promise to whoever configures them; a change of either shows here. */
    @Test
    void namesAndDefaults() throws ReflectiveOperationException {
        Map<String, String> expected = new TreeMap<>(Map.ofEntries(
                Map.entry("averaging.belowDetectionShare", "0.5"),
                Map.entry("averaging.phMean", "HYDROGEN_IONS"),
                Map.entry("averaging.minSetsPerDay", "1"),
                Map.entry("averaging.minDaysPerWeek", "1"),
                Map.entry("averaging.minDaysPerMonth", "1"),
                Map.entry("averaging.minMonthsPerQuarter", "2"),
                Map.entry("averaging.minMonthsPerHalfYear", "4"),
                Map.entry("averaging.minMonthsPerYear", "8"),
                Map.entry("publication.realTime", "UNROUNDED"),
                Map.entry("publication.week", "STATION"),
                Map.entry("publication.assessment", "ASSESSMENT"),
                Map.entry("publication.exceedanceDecimals", "2"),
                Map.entry("publication.shareDecimals", "1"),
                Map.entry("publication.shareTotal", "PLAIN"),
                Map.entry("region.minSectionsForShares", "5"),
                Map.entry("region.mainIndicators", "3"),
                Map.entry("region.precedenceInBasins", "false"),
                Map.entry("region.someChangeOver", "10"),
                Map.entry("region.markedChangeOver", "20"),
                Map.entry("region.comparedPercent", "75"),
                Map.entry("region.assessedPercent", "0"),
                Map.entry("region.minTrendYears", "5"),
                Map.entry("region.trendSignificance", "0.05"),
                Map.entry("region.zoneYearShare", "80"),
                Map.entry("sources.excuseGeology", "false"),
                Map.entry("blackOdorous.minPoints", "3"),
                Map.entry("blackOdorous.minRounds", "3"),
                Map.entry("blackOdorous.oneHeavyShare", "60"),
                Map.entry("blackOdorous.twoHeavyShare", "30"),
                Map.entry("blackOdorous.consecutiveHeavy", "3"),
                Map.entry("blackOdorous.bodyHeavyShare", "60"),
                Map.entry("blackOdorous.shallowBelowM", "0.25"),
                Map.entry("blackOdorous.shallowShare", "0.4"),
                Map.entry("cityIndex.decimals", "4")));
        assertEquals(expected, fields(WaterSettings.defaults()));
    }

    @Test
    void senselessThresholdsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EarlyWarning.Limits(2, BigDecimal.ONE, 3), "jumpFactor");
        assertThrows(
                IllegalArgumentException.class,
                () -> new WaterSettings.Averaging(
                        new BigDecimal("1.5"), WaterSettings.PhMean.HYDROGEN_IONS, 1, 1, 1, 2, 4, 8));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WaterSettings.Averaging(
                        BigDecimal.ONE, WaterSettings.PhMean.HYDROGEN_IONS, 0, 1, 1, 2, 4, 8));
    }

    private static Map<String, String> fields(WaterSettings settings) throws ReflectiveOperationException {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent group : WaterSettings.class.getRecordComponents()) {
            Object value = group.getAccessor().invoke(settings);
            for (RecordComponent field : group.getType().getRecordComponents()) {
                fields.put(
                        group.getName() + "." + field.getName(),
                        String.valueOf(field.getAccessor().invoke(value)));
            }
        }
        return fields;
    }
}
