package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void bothMarksSayTheSame() {
        Measured below = Measured.below(new BigDecimal("0.05"));
        assertEquals(Optional.of(below), Measured.parse("0.05L"));
        assertEquals(Optional.of(below), Measured.parse("<0.05"));
        assertEquals(Optional.of(below), Measured.parse(" < 0.05 "));
        assertEquals("0.05L", below.toString());
    }

    @Test
    void plainNumbersKeepTheirDigits() {
        assertEquals(Optional.of(Measured.of(new BigDecimal("0.150"))), Measured.parse("0.150"));
        assertEquals(Optional.of(Measured.of(new BigDecimal(".03"))), Measured.parse(".03"));
        assertEquals(Optional.of(Measured.of(new BigDecimal("-0.2"))), Measured.parse("-0.2"));
    }

    @Test
    void otherTextIsNoValue() {
        for (String text : List.of("", "--", "*", "ND", "L", "<", "0.05 L 0.1", "<0", "0L", ">5", "0,05")) {
            assertEquals(Optional.empty(), Measured.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> Measured.below(BigDecimal.ZERO));
    }
}
