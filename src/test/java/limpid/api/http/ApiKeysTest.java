package limpid.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    @Test
    void keysStandOnLinesOrBetweenBlanks() {
        ApiKeys keys = new ApiKeys(" gate:station:a:b\nroot:admin:c  lab:analyst:d ");
        assertEquals(Optional.of(new ApiKeys.Holder("gate", "station", Set.of("gate"))), keys.find("a:b"));
        assertEquals(Optional.of(new ApiKeys.Holder("root", "admin", Set.of())), keys.find("c"));
        assertEquals(Optional.of(new ApiKeys.Holder("lab", "analyst", Set.of())), keys.find("d"));
        assertTrue(keys.find("").isEmpty());
        assertTrue(keys.find("a").isEmpty());
    }

    @Test
    void withoutKeysNobodyMayWrite() {
        assertTrue(new ApiKeys("").find("").isEmpty());
    }

    @Test
    void aKeyOfAStationNamesItsStationsOrIsNamedByIt() {
        ApiKeys keys = new ApiKeys("S-1:station:a logger-7:station@S-2,S-3:b");
        assertEquals(Set.of("S-1"), keys.find("a").orElseThrow().stations());
        assertEquals(Set.of("S-2", "S-3"), keys.find("b").orElseThrow().stations());
        assertEquals("station", keys.find("b").orElseThrow().role());
    }

    @Test
    void aBadEntryStopsTheStartWithoutShowingTheKey() {
        assertRefused("entry 1 is not name:role:key", "secret");
        assertRefused("entry 2 is not name:role:key", "a:admin:secret root:secret");
        assertRefused("entry 1 is not name:role:key: its role", "root:god:secret");
        assertRefused("its role", "root:secret:admin");
        assertRefused("entry 1 is not name:role:key: its name is empty", ":admin:secret");
        assertRefused("entry 2: the name 'root' stands twice", "root:admin:secret root:station:other");
        assertRefused("entry 1, 'root': its key is empty", "root:admin:");
        assertRefused("entry 1, 'root': its key has characters", "root:admin:\u5bc6secret");
        for (String between : List.of(",", ";", "|")) {
            assertRefused("entry 1, 'root': another entry", "root:admin:secret" + between + "lab:analyst:secret");
            assertRefused("another entry", "root:admin:secret" + between + "gate:station@S-1,S-2:secret");
        }
        assertRefused("only the role station names stations", "root:admin@S-1:secret");
        for (String stations : List.of("@", "@,", "@S-1,", "@S-1,S-1", "@S-1,,S-2")) {
            assertRefused("codes with commas between them", "gate:station" + stations + ":secret");
        }
    }

    private static void assertRefused(String part, String entries) {
        String message = assertThrows(IllegalArgumentException.class, () -> new ApiKeys(entries))
                .toString();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("secret"), message);
    }
}
