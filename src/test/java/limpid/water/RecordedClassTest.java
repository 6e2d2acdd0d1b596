package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import limpid.water.RecordedWater.Published;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The class of five items against the class the national centre published. The share that agrees must reach what the
 * data allow; each record that does not agree is counted under its cause in {@code target/water-recorded-classes.txt},
 * and the counts are asserted, so that a change of the rules cannot hide among them.
 */
class RecordedClassTest {
    private static final Set<String> LAKES = RecordedWater.lakes();
    private static final Set<String> NONE = Set.of();
    private static final List<String> REPORT = new ArrayList<>();

    @AfterAll
    static void writeReport() throws IOException {
        Path report = Path.of("target", "water-recorded-classes.txt");
        Files.createDirectories(report.getParent());
        Files.write(report, REPORT);
    }

    @Test
    void fourHourlyRecordsOfApril2021() {
        List<Published> records = RecordedWater.displayed("water-4h-2021-04-01_04-05.csv.gz");
        compare(
                "4-hourly 2021-04, lake list",
                records,
                LAKES,
                0.987,
                Map.of(
                        Mismatch.OTHER_PHOSPHORUS_LIMITS,
                        61,
                        Mismatch.DISPLAY_ROUNDING,
                        65,
                        Mismatch.CLASS_OF_ANOTHER_RECORD,
                        127,
                        Mismatch.OTHER_LIMITS_AND_ROUNDING,
                        1,
                        Mismatch.UNEXPLAINED,
                        8));
        compare(
                "4-hourly 2021-04, all rivers",
                records,
                NONE,
                0.952,
                Map.of(
                        Mismatch.OTHER_PHOSPHORUS_LIMITS,
                        807,
                        Mismatch.DISPLAY_ROUNDING,
                        38,
                        Mismatch.CLASS_OF_ANOTHER_RECORD,
                        127,
                        Mismatch.OTHER_LIMITS_AND_ROUNDING,
                        27,
                        Mismatch.UNEXPLAINED,
                        9));
    }

    @Test
    void snapshotOfMay2020() {
        List<Published> records = RecordedWater.unrounded("water-snapshot-2020-05-08.csv.gz");
        compare("snapshot 2020-05-08, lake list", records, LAKES, 0.992, Map.of(Mismatch.OTHER_PHOSPHORUS_LIMITS, 5));
        compare("snapshot 2020-05-08, all rivers", records, NONE, 0.965, Map.of(Mismatch.OTHER_PHOSPHORUS_LIMITS, 25));
    }

    /** 54 sections over eleven months, so one section of unknown kind counts up to 300 times. */
    @Test
    void dailySnapshotsOf2020() {
        List<Published> records = RecordedWater.unrounded("water-daily-2020-05_2021-03.csv.gz");
        compare(
                "daily snapshots 2020-05..2021-03, lake list",
                records,
                LAKES,
                0.99,
                Map.of(Mismatch.OTHER_PHOSPHORUS_LIMITS, 98, Mismatch.CLASS_OF_ANOTHER_RECORD, 1));
        compare(
                "daily snapshots 2020-05..2021-03, all rivers",
                records,
                NONE,
                0.95,
                Map.of(Mismatch.OTHER_PHOSPHORUS_LIMITS, 501, Mismatch.CLASS_OF_ANOTHER_RECORD, 1));
    }

    private static void compare(
            String title, List<Published> records, Set<String> lakes, double atLeast, Map<Mismatch, Integer> known) {
        Map<Mismatch, Integer> misses = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        int judged = 0;
        for (List<Published> section : RecordedWater.bySection(records).values()) {
            for (int i = 0; i < section.size(); i++) {
                Published record = section.get(i);
                int computed = record.computed(RecordedWater.type(record.section(), lakes));
                if (record.waterClass() > 0 && computed > 0) {
                    judged++;
                    if (computed != record.waterClass()) {
                        Mismatch cause = Mismatch.of(section, i, lakes);
                        misses.merge(cause, 1, Integer::sum);
                        if (cause == Mismatch.UNEXPLAINED) {
                            unexplained.add("        " + record.section() + " " + record.time() + " published "
                                    + WaterClass.name(record.waterClass()) + ", computed "
                                    + WaterClass.name(computed) + " from " + new TreeMap<>(record.values()));
                        }
                    }
                }
            }
        }
        int missed = misses.values().stream().mapToInt(Integer::intValue).sum();
        double share = 1 - (double) missed / judged;
        REPORT.add(
                String.format(Locale.ROOT, "%s: %d of %d agree, %.3f %%", title, judged - missed, judged, 100 * share));
        misses.forEach((cause, count) -> REPORT.add("    " + count + "  " + cause.text()));
        REPORT.addAll(unexplained);
        assertTrue(share >= atLeast, title + " agrees only to " + share + ": " + misses);
        assertEquals(known, misses, title);
    }
}
