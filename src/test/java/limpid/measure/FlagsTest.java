package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import limpid.measure.Flag.EntersMean;
import limpid.measure.Flag.SetBy;
import org.junit.jupiter.api.Test;

class FlagsTest {
    private final Flags flags = Flags.standard();

    @Test
    void numbersUnderWhichFlagsAreStoredNeverChange() {
        assertEquals(
                Table.resource("/golden/measure/flag-ids.csv").map(row -> row.integer("id") + " " + row.text("code")),
                flags.all().stream().map(flag -> flag.id() + " " + flag.code()).toList());
    }

    @Test
    void aFlagIsFoundByCodeAndByNumber() {
        for (Flag flag : flags.all()) {
            assertEquals(flag, flags.get(flag.code()));
            assertEquals(flag, flags.byId(flag.id()));
        }
        assertEquals(Optional.empty(), flags.byCode("n"));
        assertThrows(IllegalArgumentException.class, () -> flags.get("HH"));
        assertThrows(IllegalArgumentException.class, () -> flags.byId(99));
    }

    @Test
    void noTwoCodesDifferByCaseAlone() {
        Set<String> seen = new HashSet<>();
        flags.all().forEach(flag -> assertTrue(seen.add(flag.code().toUpperCase(Locale.ROOT)), flag.code()));
    }

    @Test
    void normalIsNumberNoughtAndValid() {
        assertEquals(0, flags.normal().id());
        assertTrue(flags.normal().valid());
    }

    @Test
    void onlyTheseEnterMeansUnreviewed() {
        assertEquals(
                List.of("N", "ND", "Re", "RV"),
                flags.all().stream().filter(Flag::valid).map(Flag::code).toList());
        assertEquals(EntersMean.REVIEW, flags.get("OR").entersMean());
        assertFalse(flags.get("OR").valid(), "not before a reviewer has approved it");
    }

    @Test
    void whoMaySetThem() {
        assertEquals(SetBy.STATION, flags.get("M").setBy());
        assertEquals(SetBy.LIMPID, flags.get("OR").setBy());
        assertEquals(SetBy.REVIEWER, flags.get("RI").setBy());
    }
}
