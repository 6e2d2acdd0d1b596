package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1e30, 1000000000000000000000000000000",
        "1E2, 100",
        "1e-30, 1E-30",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "-1.20, -1.20"
    })
    void numbersWithinTheBoundsAreRead(String text, String number) {
        assertEquals(new BigDecimal(number), Numbers.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e31",
                "1e-31",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "1234567890123456789012345678901",
                "0e-31",
                "NaN",
                "Infinity",
                "0x10",
                "",
                " 1"
            })
    void othersAreRefused(String text) {
        assertThrows(NumberFormatException.class, () -> Numbers.read(text));
    }

    @Test
    void aMegabyteOfDigitsIsRefusedUnread() {
        assertThrows(NumberFormatException.class, () -> Numbers.read("9".repeat(1 << 20)));
    }
}
