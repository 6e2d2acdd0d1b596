package limpid.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.export.document.PrintFont;
import limpid.measure.Flags;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.rule.Rules;
import limpid.station.StationCsv;
import limpid.store.postgres.PostgresExtracts;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same rows in every format, each read back by another program than the one that wrote it. */
class ExportIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Query ALL = new Query(
            Samples.at("2026-01-01T00:00:00+08:00"), Samples.at("2026-04-01T00:00:00+08:00"), Map.of(), List.of());

    private static Datasets datasets;
    private static Exports exports;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() throws SQLException {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
        stations.put(StationCsv.read(Table.text("stations", """
                        code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles,noise_network,noise_zone,not_monitored
                        A-1,"城,东 ""一""站",air,临江,PT1H,,,,,,,SO2
                        W-1,大桥断面,water,临江,PT4H,清河,river,3,cross_border,,,
                        W-2,无数据断面,water,临江,PT4H,清河,river,3,,,,
                        N-1,路口,noise,临江,PT1H,,,,,functional,2,
                        """)));
        List<Reading> readings = new ArrayList<>();
        Instant end = Samples.at("2026-01-31T00:00:00+08:00");
        for (int hour = 1; hour <= 48; hour++) {
            end = end.plus(HOUR);
            readings.add(Samples.reading("A-1", "PM2.5", end, HOUR, String.valueOf(20 + hour)));
            readings.add(Samples.reading("A-1", "CO", end, HOUR, "0." + hour % 10));
            readings.add(Samples.reading("A-1", "O3", end, HOUR, hour % 7 == 0 ? "-1.25" : "88"));
            readings.add(Samples.reading("N-1", "LEQ", end, HOUR, "5" + hour % 10 + ".5"));
        }
        Instant sampled = Samples.at("2026-01-10T04:00:00+08:00");
        readings.add(Samples.reading("W-1", "NH3N", sampled, FOUR_HOURS, "1.5"));
        readings.add(Samples.reading("W-1", "PH", sampled, FOUR_HOURS, "7.25"));
        readings.add(Samples.reading("W-1", "DO", sampled, FOUR_HOURS, "0.02")
                .flagged(Flags.standard().get("D")));
        new PostgresReadings(POSTGRES.dataSource()).commit(List.of(Samples.arrival(readings)));
        POSTGRES.execute("""
                INSERT INTO noise_survey (subject_id, started_at, duration_s, survey, leq, l10, heavy_vehicles, origin, known_from)
                SELECT id, TIMESTAMPTZ '2026-03-14 10:20+08' + n * interval '1 h', 1200, '2026', 68.4 + n, 71.2, 42, 'csv', now()
                FROM station, generate_series(0, 2) AS n WHERE code = 'N-1';
                INSERT INTO programme_check (programme, city, indicator, part, target_no, period, verdict, reason, value,
                    unrounded, operator, target, unit, margin, basis, edition, name_zh, name_en, as_of)
                SELECT 'test', '临江', n::text, '', 1, '2026', 'met', '', 85.2, 85.2054, '>=', '85', '%', 0.2, '311/365', 'GB',
                    '优良天数比例', 'excellent days', '2026-03-01' FROM generate_series(1, 3) AS n
                """);
        RolledUp.workOff(POSTGRES.dataSource());
        datasets = new Datasets(stations, new PostgresSectionLimits(POSTGRES.dataSource()), Rules.DEFAULTS);
        exports = new Exports(new PostgresExtracts(POSTGRES.dataSource()), 2, new PrintFont(Optional.empty()));
    }

    @Test
    void everyDatasetReadsBackEqualFromParquet() throws IOException, SQLException {
        for (Dataset dataset : datasets.all()) {
            List<CsvRecord> lines = csv(dataset, ALL);
            assertFalse(lines.isEmpty(), dataset.name());
            Path file = folder.resolve(dataset.name() + ".parquet");
            Files.write(file, bytes(dataset, ALL, Format.PARQUET));
            ReadBack.assertSame(dataset, lines, file);
        }
    }

    @Test
    void everyDatasetReadsBackEqualFromXlsx() throws Exception {
        for (Dataset dataset : datasets.all()) {
            List<CsvRecord> lines = csv(dataset, ALL);
            List<List<String>> sheet = Workbook.sheet(bytes(dataset, ALL, Format.XLSX), 2);
            assertEquals(lines.size() + 1, sheet.size(), dataset.name());
            for (int i = 0; i < lines.size(); i++) {
                ReadBack.assertRow(dataset, lines.get(i), sheet.get(i + 1));
            }
        }
    }

    @Test
    void aWorkbookGoesOnOnAnotherSheetAndSaysSo() throws Exception {
        CsvText.Bytes out = new CsvText.Bytes();
        XlsxSheets book = new XlsxSheets(out, 3);
        Dataset small = new Dataset(
                "small",
                "小表",
                "small",
                null,
                List.of(Column.of(Column.Kind.INTEGER, "n", "数")),
                List.of("n"),
                List.of(),
                (snapshot, query) -> {
                    throw new AssertionError("not read");
                });
        CsvText text = new CsvText(small.columns());
        book.begin(small);
        for (int n = 1; n <= 5; n++) {
            Object[] row = {n};
            book.row(row, text.line(row));
        }
        book.end(Description.of(small, ALL, Instant.EPOCH, 5, "00"));
        book.finish();
        byte[] file = out.toByteArray();
        assertEquals(List.of(List.of("n"), List.of("1"), List.of("2")), Workbook.sheet(file, 2));
        assertEquals(List.of(List.of("n"), List.of("3"), List.of("4")), Workbook.sheet(file, 3));
        assertEquals(List.of(List.of("n"), List.of("5")), Workbook.sheet(file, 4));
        assertTrue(Workbook.sheet(file, 1).contains(List.of("工作表 sheets", "3")), Workbook.sheet(file, 1)::toString);
    }

    @Test
    void whatIsMissingIsPrintedAsTheStandardPrintsIt() throws IOException {
        Dataset days = named("air-days");
        CsvRecord station = csv(days, ALL).stream()
                .filter(line -> cell(days, line, "scope").equals("station"))
                .findFirst()
                .orElseThrow();
        assertEquals("/", cell(days, station, "SO2"));
        assertEquals("NA", cell(days, station, "NO2"));
        assertEquals("NA", cell(days, station, "IAQI_NO2"));
        assertEquals("城,东 \"一\"站", cell(days, station, "name"));
    }

    @Test
    void aSectionWithoutDataHasALineThatSaysSo() throws IOException {
        Dataset sections = named("water-sections");
        List<CsvRecord> lines = csv(sections, ALL);
        assertEquals(
                List.of("W-1,2026-01", "W-1,2026-02", "W-1,2026-03", "W-2,2026-01", "W-2,2026-02", "W-2,2026-03"),
                lines.stream()
                        .map(line -> sections.cursor(line.getFields()).orElseThrow())
                        .toList());
        assertEquals("4", cell(sections, lines.getFirst(), "class"));
        assertEquals("false", cell(sections, lines.getFirst(), "meetsTarget"));
        assertEquals("1.50", cell(sections, lines.getFirst(), "NH3N"));
        assertEquals("氨氮(0.50)", cell(sections, lines.getFirst(), "mainIndicators"));
        assertEquals("no data", cell(sections, lines.getLast(), "reason"));
        Dataset samples = named("water-samples");
        CsvRecord set = csv(samples, ALL).getFirst();
        assertEquals("DO:D", cell(samples, set, "flags"));
        assertEquals("7.25", cell(samples, set, "PH"));
    }

    @Test
    void anExportGoesOnAfterAnyOfItsRows() throws IOException {
        for (Dataset dataset : datasets.all()) {
            byte[] whole = bytes(dataset, ALL, Format.CSV);
            List<CsvRecord> lines = csv(dataset, ALL);
            for (int done : new int[] {1, lines.size() / 2, lines.size()}) {
                String cursor = dataset.cursor(lines.get(Math.max(done - 1, 0)).getFields())
                        .orElseThrow();
                Query rest = new Query(ALL.fromExclusive(), ALL.toInclusive(), Map.of(), List.of(cursor.split(",")));
                byte[] tail = bytes(dataset, rest, Format.CSV);
                byte[] end = new byte[tail.length];
                System.arraycopy(whole, whole.length - tail.length, end, 0, tail.length);
                assertArrayEquals(end, tail, dataset.name() + " after " + cursor);
                assertEquals(
                        lines.size() - Math.max(done, 1),
                        ReadBack.lines(tail).size(),
                        dataset.name() + " after " + cursor);
            }
        }
    }

    @Test
    void theHashIsThatOfTheDataLinesWhateverTheFormat() throws Exception {
        Dataset readings = named("readings");
        byte[] csv = bytes(readings, ALL, Format.CSV);
        int header = new String(csv, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(csv, header, csv.length - header);
        String expected = HexFormat.of().formatHex(digest.digest());
        String meta = new String(bytes(readings, ALL, Format.META), StandardCharsets.UTF_8);
        assertTrue(meta.contains("\"sha256\" : \"" + expected + "\""), meta);
        assertTrue(meta.contains("\"rows\" : 195"), meta);
        assertTrue(Workbook.sheet(bytes(readings, ALL, Format.XLSX), 1).stream()
                .anyMatch(line -> line.contains(expected)));
    }

    @Test
    void filtersNarrowAndUnknownOnesAreRefused() throws IOException {
        Dataset readings = named("readings");
        Query ozone = new Query(ALL.fromExclusive(), ALL.toInclusive(), Map.of("parameter", "O3"), List.of());
        assertEquals(48, csv(readings, ozone).size());
        Query nobody = new Query(ALL.fromExclusive(), ALL.toInclusive(), Map.of("station", "'; --"), List.of());
        assertThrows(Query.Bad.class, () -> bytes(readings, nobody, Format.CSV));
        Query wrong = new Query(ALL.fromExclusive(), ALL.toInclusive(), Map.of("river", "清河"), List.of());
        assertThrows(Query.Bad.class, () -> bytes(readings, wrong, Format.CSV));
        Query lost = new Query(
                ALL.fromExclusive(),
                ALL.toInclusive(),
                Map.of(),
                List.of("X-1", "O3", "PT1H", "2026-01-31T09:00:00+08:00"));
        assertThrows(Query.Bad.class, () -> bytes(readings, lost, Format.CSV));
    }

    @Test
    void asManyRunAsMay() throws IOException {
        List<Dataset> readings = List.of(named("readings"));
        try (Export first = exports.begin(readings, ALL, Format.CSV, true);
                Export second = exports.begin(readings, ALL, Format.CSV, true)) {
            assertThrows(Exports.Busy.class, () -> exports.begin(readings, ALL, Format.CSV, true));
            assertArrayEquals(first.readAllBytes(), second.readAllBytes());
        }
        assertEquals(195, csv(readings.getFirst(), ALL).size());
    }

    private static Dataset named(String name) {
        return datasets.named(name).orElseThrow();
    }

    private static byte[] bytes(Dataset dataset, Query query, Format format) throws IOException {
        try (Export export = exports.begin(List.of(dataset), query, format, false)) {
            return export.readAllBytes();
        }
    }

    private static List<CsvRecord> csv(Dataset dataset, Query query) throws IOException {
        List<CsvRecord> lines = ReadBack.lines(bytes(dataset, query, Format.CSV));
        assertEquals(
                dataset.columns().stream().map(Column::name).toList(),
                lines.getFirst().getFields());
        return lines.subList(1, lines.size());
    }

    private static String cell(Dataset dataset, CsvRecord line, String column) {
        return line.getField(
                dataset.columns().stream().map(Column::name).toList().indexOf(column));
    }
}
