package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import limpid.measure.Parameters;
import org.junit.jupiter.api.Test;

class ItemSetTest {
    @Test
    void everyItemOfEverySetIsAParameter() {
        for (ItemSet set : ItemSet.standard()) {
            Stream.concat(set.codes().stream(), set.reference().stream())
                    .forEach(code ->
                            assertTrue(Parameters.standard().byCode(code).isPresent(), set.name() + " " + code));
        }
    }

    @Test
    void theAutomaticSetIsTheFiveOfTheRealTimeRelease() {
        assertEquals(
                List.of("PH", "DO", "CODMN", "NH3N", "TP"), ItemSet.automatic().codes());
        assertFalse(ItemSet.automatic().assesses("TN"));
    }

    @Test
    void theMethodLeavesOutTemperatureNitrogenAndColiforms() {
        assertEquals(21, ItemSet.assessment().codes().size());
        assertEquals(List.of("WT", "TN", "FCOLI"), ItemSet.assessment().reference());
    }

    @Test
    void unknownEmptyAndDoubledSetsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ItemSet.named("none"));
        assertThrows(IllegalArgumentException.class, () -> new ItemSet("x", "", "", List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ItemSet("x", "", "", List.of("DO"), List.of("DO")));
    }
}
