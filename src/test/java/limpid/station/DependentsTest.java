package limpid.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;

/** What of the results depends on a change of the registry. */
class DependentsTest {
    private static final String HEADER = "code,name_zh,medium,city,period,counts_in_city,in_service_from,in_service_to,"
            + "not_monitored,water_body_type,target_class,noise_network,water_body\n";
    private static final String AIR = "A,甲,air,临江,PT1H,true,2026-01-10,,,,,,";
    private static final String WATER = "W,甲,water,临江,PT4H,true,,,,river,3,,";
    private static final String NOISE = "N,甲,noise,临江,PT1S,true,,,,,,regional,";

    @Test
    void namesAndPlacesChangeNothing() {
        assertEquals("[]", change(AIR, AIR.replace("甲", "乙")));
        assertEquals("[]", change(WATER, WATER.replace("甲", "乙")));
        assertEquals("[]", change(AIR, AIR.replace("PT1H", "PT1M")));
    }

    @Test
    void anotherCityChangesTheStationAndBothCities() {
        assertEquals(
                "[Dependents[own=ALL, cities=[临江, 石家庄市], rivers=[], from=null, to=null]]",
                change(AIR, AIR.replace("临江", "石家庄市")));
        assertEquals(
                "[Dependents[own=ALL, cities=[临江, 石家庄市], rivers=[], from=null, to=null]]",
                change(WATER, WATER.replace("临江", "石家庄市")));
        assertEquals(
                "[Dependents[own=ALL, cities=[], rivers=[], from=null, to=null]]",
                change(NOISE, NOISE.replace("临江", "石家庄市")),
                "noise has no results of cities");
    }

    @Test
    void countingInTheCityChangesTheCityAlone() {
        assertEquals(
                "[Dependents[own=NONE, cities=[临江], rivers=[], from=null, to=null]]",
                change(AIR, AIR.replace("true", "false")));
    }

    @Test
    void serviceChangesTheDatesBetween() {
        String city = "[Dependents[own=NONE, cities=[临江], rivers=[], ";
        assertEquals(city + "from=2026-01-10, to=2026-01-19]]", change(AIR, AIR.replace("2026-01-10", "2026-01-20")));
        assertEquals(city + "from=null, to=2026-01-09]]", change(AIR, AIR.replace("2026-01-10", "")));
        assertEquals(
                city + "from=2026-03-15, to=null]]", change(AIR, AIR.replace("2026-01-10,", "2026-01-10,2026-03-14")));
    }

    @Test
    void whatAStationIsJudgedByChangesTheStation() {
        assertEquals(
                "[Dependents[own=ALL, cities=[临江], rivers=[], from=null, to=null]]",
                change(WATER, WATER.replace("river", "lake")));
        assertEquals(
                "[Dependents[own=MONTHS, cities=[临江], rivers=[], from=null, to=null]]",
                change(WATER, WATER.replace("river,3", "river,2")));
        assertEquals(
                "[Dependents[own=MONTHS, cities=[临江], rivers=[白河], from=null, to=null]]", change(WATER, WATER + "白河"));
        assertEquals(
                "[Dependents[own=ALL, cities=[], rivers=[], from=null, to=null]]",
                change(NOISE, NOISE.replace("regional", "traffic")));
        assertEquals(
                "[Dependents[own=ALL, cities=[临江], rivers=[], from=null, to=null]]",
                change(AIR, AIR.replace("2026-01-10,,", "2026-01-10,,SO2")));
    }

    @Test
    void aNewStationJoinsWhatItsCityIsMadeOf() {
        assertEquals(
                "[Dependents[own=NONE, cities=[临江], rivers=[], from=2026-01-10, to=null]]",
                Dependents.ofNew(station(AIR)).toString());
        assertEquals(
                "[Dependents[own=NONE, cities=[临江], rivers=[白河], from=null, to=null]]",
                Dependents.ofNew(station(WATER + "白河")).toString());
        assertEquals("[]", Dependents.ofNew(station(NOISE)).toString());
    }

    private static String change(String before, String after) {
        return Dependents.of(station(before), station(after)).toString();
    }

    private static Station station(String line) {
        List<Station> stations = StationCsv.read(Table.text("stations", HEADER + line + "\n"));
        return stations.getFirst();
    }
}
