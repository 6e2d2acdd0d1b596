package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Names and defaults of the settings are promised: a change of one is a change of published figures. */
class AirSettingsTest {
    @Test
    void keepsItsNamesAndDefaults() {
        assertEquals(
                "AirSettings["
                        + "index=Index[hourItems=PLATFORM, dayItems=PLATFORM, roundsInput2012=true,"
                        + " incompleteHoursAsIn2026=false], "
                        + "minimum=Minimum[particleMinutes=45, ozoneLimitClass=TWO, negativeParticlesDownTo=0,"
                        + " negativeParticlesAs=2], "
                        + "stages=Stages[roundsHours=true, roundsStations=true, roundsDays=true], "
                        + "city=City[leastSharePercent=75, leastShareFewPercent=50, fewBelow=4,"
                        + " ozone=MEAN_OF_STATION_MAXIMA], "
                        + "evaluation=Evaluation[straddling=LAST_DAY, validDay=PUBLISHED_INDEX, digits2026=2026-pm25,"
                        + " shortPeriodPercent=0, comparedPercent=75, ratioPercent=0], "
                        + "composite=Composite[weights={}], "
                        + "ranking=Ranks[ties=COMPETITION, leastPercent=75], "
                        + "dust=Dust[countsForValidity=true]]",
                AirSettings.DEFAULTS.toString());
    }
}
