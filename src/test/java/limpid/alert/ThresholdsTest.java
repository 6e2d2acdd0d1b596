package limpid.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @Test
    void defaults() {
        Map<String, String> values = new TreeMap<>();
        Thresholds.standard().values().forEach((name, value) -> values.put(name, value.toPlainString()));
        assertEquals(
                Map.of(
                        "class-fell", "2",
                        "jump-factor", "3",
                        "unchanged-run", "3",
                        "look-back", "24",
                        "look-back-manual", "62",
                        "missing-sets", "2",
                        "missing-grace", "60",
                        "silent-periods", "3",
                        "silent-least", "60"),
                values);
    }

    @Test
    void someAreSetOtherwise() {
        Thresholds thresholds = Thresholds.standard().with("class-fell=1, jump-factor=2.5");
        assertEquals(1, thresholds.whole("class-fell"));
        assertEquals(new BigDecimal("2.5"), thresholds.get("jump-factor"));
        assertEquals(3, thresholds.whole("unchanged-run"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"jump=4|jump", "jump-factor=1|below 1.01", "class-fell|name=value", "class-fell=two|number"})
    void whatMakesNoSenseIsRefused(String text, String complaint) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Thresholds.standard().with(text));
        assertTrue(String.valueOf(e.getMessage()).contains(complaint), e::getMessage);
    }

    @Test
    void everyKindOfWaterWarningIsListed() {
        assertEquals(
                8, AlertKind.all().stream().map(AlertKind::condition).distinct().count());
        assertThrows(IllegalArgumentException.class, () -> AlertKind.of("unknown"));
    }
}
