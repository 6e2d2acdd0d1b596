package limpid.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.export.document.PrintFont;
import limpid.measure.Flags;
import limpid.measure.Numbers;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.station.StationCsv;
import limpid.store.postgres.PostgresExtracts;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.validate.RangeCheck;
import limpid.validate.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every table in every format, of readings at the bounds of what the intake takes. */
class ExportBoundsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Query ALL = new Query(
            Samples.at("2026-01-01T00:00:00+08:00"), Samples.at("2026-04-01T00:00:00+08:00"), Map.of(), List.of());
    private static final RangeCheck RANGES = new RangeCheck(Flags.standard().get("OR"));

    private static Datasets datasets;
    private static Exports exports;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() throws SQLException {
        PostgresStations registry = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
        List<Station> stations = StationCsv.read(Table.text("stations", """
                code,name_zh,medium,city,period,water_body,water_body_type,target_class,noise_network,noise_zone
                A-1,=1+1,air,临江,PT1H,,,,,
                W-1,@SUM(1),water,临江,PT4H,清河,river,3,,
                N-1,+1+1,noise,临江,PT1H,,,,functional,2
                """));
        registry.put(stations);
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
        for (Station station : stations) {
            readings.commit(List.of(Samples.arrival(readings(station))));
        }
        POSTGRES.execute("""
                INSERT INTO noise_survey (subject_id, started_at, duration_s, survey, leq, l10, origin, known_from)
                SELECT id, TIMESTAMPTZ '2026-03-14 10:20+08', 1200, '-1+1', 99.123456789012345678901234567, 1e-30, '=x', now()
                FROM station WHERE code = 'N-1';
                INSERT INTO programme_check (programme, city, indicator, part, target_no, period, verdict, reason, value,
                    unrounded, operator, target, unit, margin, basis, edition, name_zh, name_en, as_of)
                VALUES ('test', '临江', '1', '', 1, '2026', 'met', '', 1e59, 1.2345678901234567e-05, '>=', '85', '%', -1e-30,
                    '=1', 'GB', '优良天数比例', 'excellent days', '2026-03-01')
                """);
        RolledUp.workOff(POSTGRES.dataSource());
        datasets = new Datasets(registry, new PostgresSectionLimits(POSTGRES.dataSource()), Rules.DEFAULTS);
        exports = new Exports(new PostgresExtracts(POSTGRES.dataSource()), 1, new PrintFont(Optional.empty()));
    }

    /** Of each parameter of the medium the values at its bounds, hour after hour or sample after sample. */
    private static List<Reading> readings(Station station) {
        List<Reading> all = new ArrayList<>();
        for (Parameter parameter : Parameters.standard().all()) {
            if (parameter.medium().filter(station.medium()::equals).isPresent()) {
                Instant end = Samples.at("2026-01-31T00:00:00+08:00");
                for (BigDecimal value : values(parameter)) {
                    end = end.plus(station.period());
                    Reading reading = Samples.reading(
                            station.code(), parameter.code(), end, station.period(), value.toPlainString());
                    switch (RANGES.judge(reading, station, end)) {
                        case Verdict.Accepted accepted -> all.add(accepted.reading());
                        case Verdict.Flagged flagged -> all.add(flagged.reading());
                        case Verdict.Refused refused -> {}
                    }
                }
            }
        }
        assertFalse(all.isEmpty());
        return all;
    }

    private static Set<BigDecimal> values(Parameter parameter) {
        BigDecimal least = BigDecimal.ONE.movePointLeft(Numbers.MOST_DIGITS);
        Set<BigDecimal> all = new TreeSet<>();
        Stream.of(
                        "1e30",
                        "1e-30",
                        "9".repeat(Numbers.MOST_DIGITS) + "e30",
                        "9".repeat(Numbers.MOST_DIGITS) + "e-30",
                        "1e20",
                        "1e19",
                        "1.2345678901234567e-05",
                        "0.30000000000000004",
                        "99999999999999.5",
                        "0")
                .map(Numbers::read)
                .flatMap(number -> Stream.of(number, number.negate()))
                .forEach(all::add);
        Stream.of(parameter.plausible(), parameter.possible())
                .flatMap(bounds -> Stream.of(bounds.min(), bounds.max()))
                .filter(bound -> bound != null && bound.precision() + Numbers.MOST_DIGITS <= 60)
                .forEach(bound -> {
                    all.add(bound);
                    all.add(bound.add(least.movePointRight(2)));
                    all.add(bound.subtract(least.movePointRight(2)));
                });
        return all;
    }

    @Test
    void everyTableInEveryFormatHoldsWhatTheCsvHolds() throws Exception {
        for (Dataset dataset : datasets.all()) {
            List<CsvRecord> lines = ReadBack.lines(bytes(dataset, Format.CSV));
            assertTrue(lines.size() > 1, dataset.name());
            List<CsvRecord> rows = lines.subList(1, lines.size());
            Path file = folder.resolve(dataset.name() + ".parquet");
            Files.write(file, bytes(dataset, Format.PARQUET));
            ReadBack.assertSame(dataset, rows, file);
            List<List<String>> sheet = Workbook.sheet(bytes(dataset, Format.XLSX), 2);
            assertEquals(lines.size(), sheet.size(), dataset.name());
            for (int i = 0; i < rows.size(); i++) {
                ReadBack.assertRow(dataset, rows.get(i), sheet.get(i + 1));
            }
            assertTrue(bytes(dataset, Format.META).length > 0);
        }
    }

    @Test
    void readingsHoldTheDigitsTheyCameWith() throws IOException {
        Dataset readings = datasets.named("readings").orElseThrow();
        List<BigDecimal> exported = ReadBack.lines(bytes(readings, Format.CSV)).stream()
                .filter(line -> line.getField(2).equals("HG"))
                .map(line -> new BigDecimal(line.getField(7)).stripTrailingZeros())
                .toList();
        Parameter mercury = Parameters.standard().get("HG");
        List<BigDecimal> taken = values(mercury).stream()
                .filter(mercury.possible()::contain)
                .map(BigDecimal::stripTrailingZeros)
                .toList();
        assertFalse(taken.isEmpty());
        assertEquals(taken, exported);
    }

    private static byte[] bytes(Dataset dataset, Format format) throws IOException {
        try (Export export = exports.begin(List.of(dataset), ALL, format, false)) {
            return export.readAllBytes();
        }
    }
}
