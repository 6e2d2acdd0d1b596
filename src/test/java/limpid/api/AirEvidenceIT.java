package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.NoiseSettings;
import limpid.rollup.Recomputation;
import limpid.standard.Pollutant;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The worked example of docs/air.md: the hours of national station 1030A (石家庄市) on 2026-03-14. The national feed
 * published for that day PM10 87, PM2.5 66, SO2 4, NO2 18, CO 0.6 and O3 69.
 */
class AirEvidenceIT extends Served {
    private static final LocalDay DAY = new LocalDay(LocalDate.of(2026, 3, 14), LocalDay.CHINA);
    private static final String EVIDENCE = "/api/v1/results/air-day.station.1030A.2026-03-14/evidence";
    private static final String DAYS = "/api/v1/air/days?station=1030A&from=2026-03-14&to=2026-03-14";

    @BeforeAll
    static void fill() throws IOException {
        server.register("code,name_zh,medium,city,period\n1030A,石家庄,air,石家庄市,PT1H\n");
        new PostgresReadings(POSTGRES.dataSource()).commit(List.of(Samples.arrival(readings())));
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource());
        Recomputation work = new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);
        while (server.get(DAYS).json().get("items").isEmpty()
                || server.get(DAYS.replace("station=1030A", "city=%E7%9F%B3%E5%AE%B6%E5%BA%84%E5%B8%82"))
                        .json()
                        .get("items")
                        .isEmpty()) {
            workload.workOff(work);
        }
    }

    private static List<Reading> readings() throws IOException {
        List<Reading> readings = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                AirEvidenceIT.class.getResourceAsStream("/recorded/cities-hours-2026-03_2026-04.csv.gz")))) {
            for (Row row : Table.annotated("hours", in).rows()) {
                LocalDateTime stamp =
                        LocalDateTime.parse(row.text("timepoint"), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm"));
                Instant end = stamp.atZone(LocalDay.CHINA).toInstant();
                if (row.text("stationcode").equals("1030A") && DAY.hourEnds().contains(end)) {
                    for (Pollutant pollutant : Pollutant.values()) {
                        String column = pollutant == Pollutant.PM2_5
                                ? "pm2_5"
                                : pollutant.code().toLowerCase(Locale.ROOT);
                        readings.add(Samples.hour("1030A", pollutant.code(), end, row.text(column)));
                    }
                }
            }
        }
        return readings;
    }

    @Test
    void theExampleOfTheReadmeCanBeRedoneByHand() {
        JsonNode evidence = server.get(EVIDENCE).json();
        JsonNode fine = evidence.at("/items/PM2.5");
        assertEquals(
                "(131 + 120 + 118 + 118 + 136 + 145 + 121 + 107 + 51 + 59 + 27 + 32 + 52 + 43 + 31 + 23 + 28 + 34 + 32 "
                        + "+ 32 + 40 + 38 + 26 + 35) / 24",
                fine.get("arithmetic").asText());
        assertEquals("65.79166666666667", fine.get("unrounded").asText());
        assertEquals("66", fine.get("concentration").asText());
        assertEquals(
                "(150 - 100) / (115 - 60) x (66 - 60) + 100",
                fine.get("formula").asText());
        assertTrue(fine.get("iaqiUnrounded").asText().startsWith("105.4545"));
        assertEquals(106, fine.get("iaqi").asInt());
        assertEquals(
                "{\"valid\":24,\"expected\":24,\"required\":20}",
                fine.get("coverage").toString());
        assertEquals(
                "greatest 8-hour mean, stamped 20:00: (68 + 62 + 72 + 78 + 77 + 72 + 68 + 57) / 8",
                evidence.at("/items/o3Max8h/arithmetic").asText());
        assertEquals("69", evidence.at("/items/o3Max8h/concentration").asText());
        assertEquals(35, evidence.at("/items/o3Max8h/iaqi").asInt());
        assertEquals("18", evidence.at("/items/NO2/concentration").asText());
        assertEquals("0.6", evidence.at("/items/CO/concentration").asText());
        assertEquals("87", evidence.at("/items/PM10/concentration").asText());
        assertEquals(77, evidence.at("/items/PM10/iaqi").asInt());
        assertEquals(106, evidence.get("aqi").asInt());
        assertEquals("HJ 633-2026", evidence.get("edition").asText());
        assertTrue(evidence.get("reproduced").asBoolean());
    }

    @Test
    void theSameDayWouldHaveBeenGoodUnderTheOldEdition() {
        JsonNode official = server.get(DAYS).json().at("/items/0");
        assertEquals(106, official.get("aqi").asInt());
        assertEquals("轻度污染", official.get("category").asText());
        assertEquals(EVIDENCE, official.get("evidence").asText());
        JsonNode old = server.get(DAYS + "&edition=2012").json().at("/items/0");
        assertEquals(89, old.get("aqi").asInt());
        assertEquals("良", old.get("category").asText());
        assertFalse(old.get("official").asBoolean());
        assertEquals(106, server.get(DAYS).json().at("/items/0/aqi").asInt());
    }

    @Test
    void theHoursLeadToTheirReadings() {
        String hour =
                server.get(EVIDENCE).json().at("/items/PM2.5/inputs/0/evidence").asText();
        JsonNode input = server.get(hour).json().at("/items/PM2.5/inputs/0");
        assertEquals("131", input.get("reading").asText());
        assertEquals("N", input.get("flag").asText());
        String last = server.get(EVIDENCE)
                .json()
                .at("/items/PM2.5/inputs/23/evidence")
                .asText();
        assertTrue(last.endsWith("2026-03-14T24/evidence"), last);
        assertEquals(
                "35", server.get(last).json().at("/items/PM2.5/concentration").asText());
    }
}
