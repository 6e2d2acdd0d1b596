package sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

    @Test
    void rowsOfOneStationEndAndPeriodAreOneMessage() throws Exception {
        assertEquals(
                List.of(
                        "limpid/v1/air/LCA01/readings {\"end\":\"2026-03-01T01:00:00+08:00\",\"period\":\"PT1H\","
                                + "\"values\":{\"PM2.5\":22,\"CO\":0.60,\"O3\":null},\"flags\":{\"O3\":\"M\"}}",
                        "limpid/v1/air/LCA02/readings {\"end\":\"2026-03-01T01:00:00+08:00\",\"period\":\"PT1H\","
                                + "\"values\":{\"PM2.5\":null}}",
                        "limpid/v1/water/LCW01/readings {\"end\":\"2026-03-01T04:00:00+08:00\",\"period\":\"PT4H\","
                                + "\"values\":{\"PH\":7.40}}",
                        "limpid/v1/water/LCW01/readings {\"end\":\"2026-03-01T04:00:00+08:00\",\"period\":\"PT4H\","
                                + "\"values\":{\"PH\":7.41}}"),
                messages(resource("limpid_readings.csv")));
    }

    @Test
    void theNationalLayoutIsReadAsPublished() throws Exception {
        List<String> messages = messages(resource("cnemc_national_excerpt.csv"));
        assertEquals(7, messages.size());
        assertEquals(
                "limpid/v1/air/2568A/readings {\"end\":\"2026-02-28T00:00:00+08:00\",\"period\":\"PT1H\",\"values\":"
                        + "{\"PM10\":26,\"PM2.5\":6,\"O3\":70,\"NO2\":6,\"SO2\":5,\"CO\":0.3}}",
                messages.getFirst());
        assertTrue(messages.get(2).endsWith("{\"PM10\":332,\"PM2.5\":87,\"O3\":18,\"NO2\":52}}"), messages.get(2));
        assertTrue(messages.get(4).contains("\"PM10\":null,\"PM2.5\":3"), messages.get(4));
    }

    @Test
    void aRegistryComesFromTheNationalLayout() throws Exception {
        List<String> lines = Replay.registryFrom(resource("cnemc_national_excerpt.csv"))
                .lines()
                .toList();
        assertEquals(String.join(",", StationRegistry.HEADER), lines.getFirst());
        assertEquals("2568A,马师校,,air,阿坝藏族羌族自治州,,102.2503,31.8896,urban,PT1H,true,,,,,,,,,,,", lines.get(1));
        assertEquals(1 + 6, lines.size());
    }

    @Test
    void gzippedFilesReadTheSame(@TempDir Path folder) throws Exception {
        Path packed = folder.resolve("readings.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(resource("limpid_readings.csv"), out);
        }
        assertEquals(messages(resource("limpid_readings.csv")), messages(packed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LCA01,air,2026-03-01T01:00:00+08:00,PT1H,PM2.5,abc,|value 'abc' is not a number",
                "LCA01,air,2026-03-01T01:00:00+08:00,PT1H,PM2.5,007,|value '007' is not a number",
                "LCA01,air,2026-03-01,PT1H,PM2.5,7,|end '2026-03-01' cannot be read",
                "LCA01,air,2026-03-01T01:00:00+08:00,1h,PM2.5,7,|period '1h' cannot be read",
                "LCA01,fire,2026-03-01T01:00:00+08:00,PT1H,PM2.5,7,|not a medium",
                "LC/A,air,2026-03-01T01:00:00+08:00,PT1H,PM2.5,7,|cannot be a station code",
                "LCA01,air,2026-03-01T01:00:00+08:00,PT1H,,7,|parameter is empty",
                "LCA01,air|2 fields instead of 7"
            })
    void aBadRowIsNamedByFileAndLine(String row, String cause, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.csv");
        String good = "LCA01,air,2026-03-01T00:00:00+08:00,PT1H,PM2.5,7,\n";
        Files.writeString(file, "station,medium,end,period,parameter,value,flag\n" + good + row + "\n");
        BadRecordException refused = assertThrows(BadRecordException.class, () -> messages(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("bad.csv:3: "), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains(cause), refused.getMessage());
        assertEquals(3, refused.line());
    }

    @Test
    void anotherLayoutIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("other.csv");
        Files.writeString(file, "a,b\n1,2\n", StandardCharsets.UTF_8);
        assertThrows(BadRecordException.class, () -> messages(file));
        assertThrows(BadRecordException.class, () -> Replay.registryFrom(file));
    }

    @ParameterizedTest
    @CsvSource({"-1", "NaN", "fast"})
    void aSpeedThatIsNoneIsRefused(String speed) {
        assertThrows(IllegalArgumentException.class, () -> Pace.of(speed));
    }

    private static List<String> messages(Path file) throws IOException {
        try (Stream<Report> reports = Replay.reports(file)) {
            return reports.map(Report::message)
                    .map(m -> m.topic() + " " + m.payload())
                    .toList();
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        URL found = Objects.requireNonNull(ReplayTest.class.getResource("/sim/" + name), name);
        return Path.of(found.toURI());
    }
}
