package limpid.water;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import limpid.measure.Table;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;

/** The national records of automatic stations with the class that was published for each. */
public final class RecordedWater {
    private static final Set<String> LAKES = Table.resource("/recorded/water-lake-sections.csv").rows().stream()
            .map(row -> row.text("省份") + "/" + row.text("断面名称"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("水温(℃)", "WT"),
            Map.entry("pH(无量纲)", "PH"),
            Map.entry("溶解氧(mg/L)", "DO"),
            Map.entry("电导率(μS/cm)", "EC"),
            Map.entry("浊度(NTU)", "TURB"),
            Map.entry("高锰酸盐指数(mg/L)", "CODMN"),
            Map.entry("氨氮(mg/L)", "NH3N"),
            Map.entry("总磷(mg/L)", "TP"),
            Map.entry("总氮(mg/L)", "TN"),
            Map.entry("叶绿素α(mg/L)", "CHLA"),
            Map.entry("藻密度(cells/L)", "ALGAE"));

    private RecordedWater() {}

    /** Every record of a file, in file order; values are the displayed ones. */
    public static List<Published> displayed(String file) {
        return read(file, "");
    }

    /** Every record of a snapshot file, in file order; values are those before display rounding. */
    public static List<Published> unrounded(String file) {
        return read(file, "_原始值");
    }

    /** Province and name of the sections that seem to be judged by lake limits. */
    public static Set<String> lakes() {
        return LAKES;
    }

    private static List<Published> read(String file, String suffix) {
        try (BufferedReader in = open(file)) {
            List<String> header = List.of(in.readLine().split(",", -1));
            return in.lines().map(line -> record(header, line, suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static BufferedReader open(String file) throws IOException {
        InputStream raw = Objects.requireNonNull(RecordedWater.class.getResourceAsStream("/recorded/" + file), file);
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8));
    }

    private static Published record(List<String> header, String line, String suffix) {
        List<String> fields = List.of(line.split(",", -1));
        Map<String, BigDecimal> values = new HashMap<>();
        COLUMNS.forEach((column, code) -> {
            String original = suffix.isEmpty() ? "" : fields.get(header.indexOf(unitless(column) + suffix));
            String field = original.isEmpty() ? fields.get(header.indexOf(column)) : original;
            if (!field.isEmpty() && !Set.of("--", "*").contains(field)) {
                values.put(code, new BigDecimal(field));
            }
        });
        return new Published(
                fields.get(header.indexOf("省份")) + "/" + fields.get(header.indexOf("断面名称")),
                Stream.of("file_date", "监测时间")
                        .filter(header::contains)
                        .map(column -> fields.get(header.indexOf(column)))
                        .collect(Collectors.joining(" ")),
                WaterClassNames.number(fields.get(header.indexOf("水质类别"))),
                Map.copyOf(values),
                fields.get(header.indexOf("站点情况")));
    }

    /** The kind of water of a section by a list of lakes. */
    public static WaterBodyType type(String section, Set<String> lakes) {
        return lakes.contains(section) ? WaterBodyType.LAKE : WaterBodyType.RIVER;
    }

    static int classOf(Map<String, BigDecimal> values, WaterBodyType type) {
        Integer waterClass = SectionClass.of(values, type, ItemSet.automatic(), ClassLimits.GB_3838_2002)
                .waterClass();
        return waterClass == null ? 0 : waterClass;
    }

    private static String unitless(String column) {
        return column.substring(0, column.indexOf('('));
    }

    /** The records in order, grouped by section. */
    public static Map<String, List<Published>> bySection(List<Published> records) {
        return records.stream()
                .collect(Collectors.groupingBy(Published::section, Collectors.toCollection(ArrayList::new)));
    }

    /**
     * One published record.
     *
     * @param waterClass 1 to 6; 0 where none was published
     * @param state      正常 normal, 维护 maintenance, 停站 stopped
     */
    public record Published(String section, String time, int waterClass, Map<String, BigDecimal> values, String state) {
        /** The class its values give for a kind of water; 0 where they give none. */
        public int computed(WaterBodyType type) {
            return classOf(values, type);
        }
    }
}
