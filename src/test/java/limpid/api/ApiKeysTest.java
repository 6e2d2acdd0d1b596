package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    @Test
    void keysStandOnLinesOrBetweenBlanks() {
        ApiKeys keys = new ApiKeys(" gate:station:a:b\nroot:admin:c  lab:analyst:d ");
        assertEquals(Optional.of(new ApiKeys.Holder("gate", "station")), keys.find("a:b"));
        assertEquals(Optional.of(new ApiKeys.Holder("root", "admin")), keys.find("c"));
        assertEquals(Optional.of(new ApiKeys.Holder("lab", "analyst")), keys.find("d"));
        assertTrue(keys.find("").isEmpty());
        assertTrue(keys.find("a").isEmpty());
    }

    @Test
    void withoutKeysNobodyMayWrite() {
        assertTrue(new ApiKeys("").find("").isEmpty());
    }

    @Test
    void aBadEntryStopsTheStartWithoutShowingTheKey() {
        assertRefused("root", "root:admin");
        assertRefused("role 'god'", "root:god:secret");
        assertRefused("twice", "root:admin:secret root:station:other");
        assertRefused("root", "root:admin:");
    }

    private static void assertRefused(String part, String entries) {
        String message = assertThrows(IllegalArgumentException.class, () -> new ApiKeys(entries))
                .toString();
        assertTrue(message.contains("LIMPID_API_KEYS") && message.contains(part), message);
        assertFalse(message.contains("secret"), message);
    }
}
