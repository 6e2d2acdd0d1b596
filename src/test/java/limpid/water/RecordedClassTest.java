package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
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
                        Cause.OTHER_PHOSPHORUS_LIMITS,
                        61,
                        Cause.DISPLAY_ROUNDING,
                        65,
                        Cause.CLASS_OF_ANOTHER_RECORD,
                        127,
                        Cause.OTHER_LIMITS_AND_ROUNDING,
                        1,
                        Cause.UNEXPLAINED,
                        8));
        compare(
                "4-hourly 2021-04, all rivers",
                records,
                NONE,
                0.952,
                Map.of(
                        Cause.OTHER_PHOSPHORUS_LIMITS,
                        807,
                        Cause.DISPLAY_ROUNDING,
                        38,
                        Cause.CLASS_OF_ANOTHER_RECORD,
                        127,
                        Cause.OTHER_LIMITS_AND_ROUNDING,
                        27,
                        Cause.UNEXPLAINED,
                        9));
    }

    @Test
    void snapshotOfMay2020() {
        List<Published> records = RecordedWater.unrounded("water-snapshot-2020-05-08.csv.gz");
        compare("snapshot 2020-05-08, lake list", records, LAKES, 0.992, Map.of(Cause.OTHER_PHOSPHORUS_LIMITS, 5));
        compare("snapshot 2020-05-08, all rivers", records, NONE, 0.965, Map.of(Cause.OTHER_PHOSPHORUS_LIMITS, 25));
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
                Map.of(Cause.OTHER_PHOSPHORUS_LIMITS, 98, Cause.CLASS_OF_ANOTHER_RECORD, 1));
        compare(
                "daily snapshots 2020-05..2021-03, all rivers",
                records,
                NONE,
                0.95,
                Map.of(Cause.OTHER_PHOSPHORUS_LIMITS, 501, Cause.CLASS_OF_ANOTHER_RECORD, 1));
    }

    private static void compare(
            String title, List<Published> records, Set<String> lakes, double atLeast, Map<Cause, Integer> known) {
        Map<Cause, Integer> misses = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        int judged = 0;
        for (List<Published> section : RecordedWater.bySection(records).values()) {
            for (int i = 0; i < section.size(); i++) {
                Published record = section.get(i);
                int computed = classOf(record.values(), type(record, lakes));
                if (record.waterClass() > 0 && computed > 0) {
                    judged++;
                    if (computed != record.waterClass()) {
                        Cause cause = cause(section, i, lakes);
                        misses.merge(cause, 1, Integer::sum);
                        if (cause == Cause.UNEXPLAINED) {
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
        misses.forEach((cause, count) -> REPORT.add("    " + count + "  " + cause.text));
        REPORT.addAll(unexplained);
        assertTrue(share >= atLeast, title + " agrees only to " + share + ": " + misses);
        assertEquals(known, misses, title);
    }

    private static WaterBodyType type(Published record, Set<String> lakes) {
        return lakes.contains(record.section()) ? WaterBodyType.LAKE : WaterBodyType.RIVER;
    }

    private static int classOf(Map<String, BigDecimal> values, WaterBodyType type) {
        Integer waterClass = SectionClass.of(values, type, ItemSet.automatic(), ClassLimits.GB_3838_2002)
                .waterClass();
        return waterClass == null ? 0 : waterClass;
    }

    private static Cause cause(List<Published> section, int index, Set<String> lakes) {
        Published record = section.get(index);
        WaterBodyType type = type(record, lakes);
        WaterBodyType other = type == WaterBodyType.LAKE ? WaterBodyType.RIVER : WaterBodyType.LAKE;
        if (onlyPhosphorusDiffers(record, other)) {
            return Cause.OTHER_PHOSPHORUS_LIMITS;
        }
        if (roundedAway(record, type)) {
            return Cause.DISPLAY_ROUNDING;
        }
        if (neighbourHasIt(section, index, type)) {
            return Cause.CLASS_OF_ANOTHER_RECORD;
        }
        return roundedAway(record, other) ? Cause.OTHER_LIMITS_AND_ROUNDING : Cause.UNEXPLAINED;
    }

    private static boolean onlyPhosphorusDiffers(Published record, WaterBodyType other) {
        return classOf(record.values(), other) == record.waterClass();
    }

    /** Whether the published class fits when one value lies half a displayed unit higher or lower. */
    private static boolean roundedAway(Published record, WaterBodyType type) {
        for (Map.Entry<String, BigDecimal> entry : record.values().entrySet()) {
            BigDecimal half = entry.getValue().ulp().divide(BigDecimal.TWO);
            for (BigDecimal moved :
                    List.of(entry.getValue().add(half), entry.getValue().subtract(half))) {
                Map<String, BigDecimal> values = new HashMap<>(record.values());
                values.put(entry.getKey(), moved);
                if (classOf(values, type) == record.waterClass()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the record just before or after, or another content of the same time, has the published class. */
    private static boolean neighbourHasIt(List<Published> section, int index, WaterBodyType type) {
        int before = index - 1;
        while (before >= 0
                && section.get(before).time().equals(section.get(index).time())) {
            before--;
        }
        int after = index + 1;
        while (after < section.size()
                && section.get(after).time().equals(section.get(index).time())) {
            after++;
        }
        return section.subList(Math.max(before, 0), Math.min(after + 1, section.size())).stream()
                .anyMatch(record ->
                        classOf(record.values(), type) == section.get(index).waterClass());
    }

    /** Why a published class differs from that of the values beside it. */
    private enum Cause {
        OTHER_PHOSPHORUS_LIMITS(
                "fits the phosphorus limits of the other kind of water; the source does not say the kind"),
        DISPLAY_ROUNDING("a displayed value sits on a limit that the value before rounding missed"),
        CLASS_OF_ANOTHER_RECORD("carries the class of the record before or after, or of another content of that time"),
        OTHER_LIMITS_AND_ROUNDING("both: sits on a phosphorus limit of the other kind of water"),
        UNEXPLAINED("no cause found");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }
}
