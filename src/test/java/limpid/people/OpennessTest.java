package limpid.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpennessTest {
    private static final Openness AIR = new Openness(Set.of("air"));

    @Test
    void aQuestionIsPublicByTheMediumOfItsPath() {
        for (String open : List.of(
                "air/days",
                "air/days.csv",
                "exports/air-days.csv",
                "flags",
                "flags.csv",
                "session",
                "screen/start",
                "noise/limits.csv",
                "water/classes")) {
            assertTrue(AIR.isPublic("/api/v1/" + open), open);
        }
        for (String closed : List.of("water/samples", "noise/days", "exports/water-samples.xlsx", "noise/limits2")) {
            assertFalse(AIR.isPublic("/api/v1/" + closed), closed);
        }
    }

    @Test
    void whatShowsSeveralMediaOrIsUnknownIsPublicWhereAllAre() {
        Openness all = new Openness(Set.of("air", "water", "noise"));
        for (String mixed : List.of(
                "stations",
                "screen/overview",
                "screen/air",
                "alerts",
                "stream",
                "exports/readings.csv",
                "bulletins",
                "something/new")) {
            assertFalse(AIR.isPublic("/api/v1/" + mixed), mixed);
            assertTrue(all.isPublic("/api/v1/" + mixed), mixed);
        }
    }

    @Test
    void ofAStationItsMediumDecides() {
        assertEquals(Optional.of("S-1"), Openness.station("/api/v1/stations/S-1/latest"));
        assertEquals(Optional.of("S-1"), Openness.station("/api/v1/stations/S-1"));
        assertEquals(Optional.empty(), Openness.station("/api/v1/stations"));
        assertTrue(AIR.isPublicMedium("air"));
        assertFalse(AIR.isPublicMedium("water"));
    }
}
