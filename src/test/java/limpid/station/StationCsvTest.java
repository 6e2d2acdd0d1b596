package limpid.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.station.Station.ControlLevel;
import limpid.station.Station.NoiseNetwork;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StationCsvTest {
    private static final String HEADER = String.join(",", StationCsv.HEADER) + "\n";
    private static final Station SECTION = new Station(
            "W-01",
            "大桥断面, 东",
            "Bridge",
            Medium.WATER,
            "临江",
            "",
            new BigDecimal("113.2600"),
            new BigDecimal("-23.1"),
            "section",
            Duration.ofHours(4),
            false,
            LocalDate.of(2020, 1, 1),
            null,
            new Siting(
                    "清江",
                    WaterBodyType.RIVER,
                    3,
                    List.of("cross_border", "drinking_source"),
                    null,
                    "",
                    null,
                    null,
                    ControlLevel.PROVINCIAL),
            List.of());
    private static final Station POINT = new Station(
            "N-01",
            "中山路",
            "",
            Medium.NOISE,
            "临江",
            "东区",
            null,
            null,
            "point",
            Duration.ofSeconds(1),
            true,
            null,
            LocalDate.of(2030, 12, 31),
            new Siting("", null, null, List.of(), NoiseNetwork.TRAFFIC, "4a", new BigDecimal("1250.5"), null, null),
            List.of());
    private static final Station AIR = new Station(
            "A-01",
            "市监测站",
            "",
            Medium.AIR,
            "临江",
            "",
            null,
            null,
            "urban",
            Duration.ofHours(1),
            true,
            null,
            null,
            Siting.NONE,
            List.of("CO", "PM2.5"));

    @Test
    void whatIsWrittenIsRead() {
        List<Station> stations = List.of(SECTION, POINT, AIR);
        assertEquals(stations, read(StationCsv.write(stations)));
    }

    @Test
    void headerIsTheContract() {
        assertEquals(
                "code,name_zh,name_en,medium,city,district,lon,lat,kind,period,counts_in_city,in_service_from,"
                        + "in_service_to,water_body,water_body_type,target_class,roles,noise_network,noise_zone,"
                        + "road_length_m,grid_area_m2,not_monitored,control_level,mn,hj212_password",
                StationCsv.write(List.of()).strip());
    }

    @Test
    void optionalColumnsMayBeMissing() {
        Station station =
                read("period,code,city,medium,name_zh\nPT1H,A-1,临江,air,市监测站\n").getFirst();
        assertEquals("A-1", station.code());
        assertEquals(Siting.NONE, station.siting());
        assertTrue(station.countsInCity());
    }

    @Test
    void aNeededColumnMustBeThere() {
        assertPlace(1, "period", "code,name_zh,medium,city\nA-1,市监测站,air,临江\n");
    }

    @Test
    void anUnknownColumnIsRefused() {
        assertPlace(1, "altitude", "code,name_zh,medium,city,period,altitude\nA-1,市监测站,air,临江,PT1H,3\n");
    }

    @Test
    void aCodeStandsOnce() {
        String line = "A-1,市监测站,air,临江,PT1H\n";
        assertPlace(3, "code", "code,name_zh,medium,city,period\n" + line + line);
    }

    @Test
    void aBadFieldIsNamedByLineAndColumn() {
        assertBad("code", "A 1,站,,air,临江,,,,,PT1H,,,,,,,,,,,,,,,");
        assertBad("name_zh", "A-1,,,air,临江,,,,,PT1H,,,,,,,,,,,,,,,");
        assertBad("medium", "A-1,站,,soil,临江,,,,,PT1H,,,,,,,,,,,,,,,");
        assertBad("city", "A-1,站,,air,,,,,,PT1H,,,,,,,,,,,,,,,");
        assertBad("lon", "A-1,站,,air,临江,,181,,,PT1H,,,,,,,,,,,,,,,");
        assertBad("lat", "A-1,站,,air,临江,,,-90.5,,PT1H,,,,,,,,,,,,,,,");
        assertBad("period", "A-1,站,,air,临江,,,,,1h,,,,,,,,,,,,,,,");
        assertBad("period", "A-1,站,,air,临江,,,,,-PT1H,,,,,,,,,,,,,,,");
        assertBad("counts_in_city", "A-1,站,,air,临江,,,,,PT1H,maybe,,,,,,,,,,,,,,");
        assertBad("in_service_from", "A-1,站,,air,临江,,,,,PT1H,,2026-02-30,,,,,,,,,,,,,");
        assertBad("water_body_type", "A-1,站,,water,临江,,,,,PT4H,,,,,sea,,,,,,,,,,");
        assertBad("target_class", "A-1,站,,water,临江,,,,,PT4H,,,,,,6,,,,,,,,,");
        assertBad("roles", "A-1,站,,water,临江,,,,,PT4H,,,,,,,harbour,,,,,,,,");
        assertBad("noise_network", "A-1,站,,noise,临江,,,,,PT1S,,,,,,,,Traffic,,,,,,,");
        assertBad("road_length_m", "A-1,站,,noise,临江,,,,,PT1S,,,,,,,,,,0,,,,,");
        assertBad("grid_area_m2", "A-1,站,,noise,临江,,,,,PT1S,,,,,,,,,,,-1,,,,");
        assertBad("not_monitored", "A-1,站,,air,临江,,,,,PT1H,,,,,,,,,,,,CO;XY,,,");
        assertBad("control_level", "A-1,站,,water,临江,,,,,PT4H,,,,,,,,,,,,,state,,");
        assertBad("mn", "A-1,站,,air,临江,,,,,PT1H,,,,,,,,,,,,,,A B,");
        assertBad("", "A-1,站");
    }

    /** Columns that take any text; every other one takes values of its own and refuses what is none. */
    private static final Set<String> FREE =
            Set.of("name_zh", "name_en", "city", "district", "kind", "water_body", "hj212_password");

    @ParameterizedTest
    @MethodSource("columns")
    void aColumnTakesItsOwnValuesOnly(String column) {
        for (String medium : List.of("air", "water", "noise")) {
            for (String wrong : List.of("nonsense~", "4A~", "国控")) {
                List<String> fields = StationCsv.HEADER.stream()
                        .map(one -> one.equals(column)
                                ? wrong
                                : USUAL.getOrDefault(one, "").replace("MEDIUM", medium))
                        .toList();
                String csv = String.join(",", StationCsv.HEADER) + "\n" + String.join(",", fields) + "\n";
                if (FREE.contains(column)) {
                    assertEquals(1, read(csv).size(), column);
                } else {
                    assertPlace(2, column, csv);
                }
            }
        }
    }

    private static final Map<String, String> USUAL =
            Map.of("code", "A-1", "name_zh", "站", "medium", "MEDIUM", "city", "临江", "period", "PT1H");

    static List<String> columns() {
        return StationCsv.HEADER;
    }

    private static void assertBad(String column, String line) {
        assertPlace(3, column, HEADER + "OK-1,站,,air,临江,,,,,PT1H,,,,,,,,,,,,,,,\n" + line + "\n");
    }

    private static void assertPlace(long line, String column, String csv) {
        Table.Malformed complaint = assertThrows(Table.Malformed.class, () -> read(csv));
        assertEquals(line, complaint.line(), complaint.getMessage());
        assertEquals(column, complaint.column(), complaint.getMessage());
    }

    private static List<Station> read(String csv) {
        return StationCsv.read(Table.text("stations", csv));
    }
}
