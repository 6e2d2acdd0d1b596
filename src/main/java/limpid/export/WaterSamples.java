package limpid.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.result.ResultTable;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import limpid.water.ItemSet;
import limpid.water.WaterClass;
import limpid.water.WaterTables;
import org.jspecify.annotations.Nullable;

/** Sample sets of sections 断面监测数据: the values of one time side by side, and the class they give. */
final class WaterSamples {
    static final List<String> FILTERS = List.of("city", "district", "river", "section", "role");
    private static final int PARAMETERS = 14;
    private static final List<Parameter> ITEMS = items();

    private static final ResultTable.File FILE = Objects.requireNonNull(WaterTables.SAMPLES.file());

    static final Dataset DATASET = new Dataset(
            FILE.name(),
            FILE.titleZh(),
            FILE.titleEn(),
            WaterTables.SAMPLES.medium(),
            columns(),
            List.of("section", "end"),
            FILTERS,
            WaterSamples::open);

    private WaterSamples() {}

    /** The items of the assessment and those that are only reported. */
    static List<Parameter> items() {
        return Stream.concat(ItemSet.assessment().codes().stream(), ItemSet.assessment().reference().stream())
                .map(Parameters.standard()::get)
                .toList();
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(WaterColumns.SECTION);
        columns.add(Column.of(Kind.TIME, "end", "监测时间"));
        columns.add(Column.of(Kind.LOCAL_TIME, "endLocal", "监测时间（当地）"));
        columns.addAll(WaterColumns.CLASS);
        columns.add(Column.of(Kind.INTEGER, "itemsAssessed", "评价项目数"));
        ITEMS.forEach(item -> columns.add(Column.decimal(item.code(), item.nameZh(), item.unit(), item.digits())));
        columns.addAll(List.of(
                Column.text("flags", "非正常标识"),
                Column.text("reason", "无类别的原因"),
                Column.text("leftOut", "未参与评价的项目"),
                Column.text("edition", "标准"),
                Column.of(Kind.INTEGER, "revision", "修订号"),
                Column.of(Kind.TIME, "knownFrom", "生效时间")));
        return columns;
    }

    private static Rows open(Snapshot snapshot, Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(FILTERS);
        arguments.put("station", query.filter("section"));
        Cursors.addTo(arguments, snapshot, query);
        return Dataset.mapped(snapshot.rows("exportWaterSamples", arguments), WaterSamples::cells);
    }

    private static @Nullable Object[] cells(@Nullable Object[] row) {
        Integer waterClass = (Integer) row[5];
        Integer target = (Integer) row[6];
        List<@Nullable Object> cells = new ArrayList<>();
        for (int at : new int[] {0, 1, 2, 3, 4, 4}) {
            cells.add(row[at]);
        }
        cells.add(waterClass);
        cells.add(waterClass == null ? null : WaterClass.name(waterClass));
        cells.add(target);
        cells.add(waterClass == null || target == null ? null : waterClass <= target);
        cells.add(row[7]);
        cells.add(row[8]);
        addValues(cells, row);
        for (int at = 9; at < PARAMETERS; at++) {
            cells.add(row[at]);
        }
        return cells.toArray();
    }

    private static void addValues(List<@Nullable Object> cells, @Nullable Object[] row) {
        Map<Integer, @Nullable BigDecimal> values = new HashMap<>();
        Map<Integer, Flag> flags = new HashMap<>();
        if (row[PARAMETERS] instanceof List<?> parameters
                && row[PARAMETERS + 1] instanceof List<?> measured
                && row[PARAMETERS + 2] instanceof List<?> given) {
            for (int i = 0; i < parameters.size(); i++) {
                Integer parameter = (Integer) Objects.requireNonNull(parameters.get(i));
                values.put(parameter, (BigDecimal) measured.get(i));
                flags.put(parameter, Flags.standard().byId((Integer) Objects.requireNonNull(given.get(i))));
            }
        }
        ITEMS.forEach(item -> cells.add(values.get(item.id())));
        cells.add(printed(flags));
    }

    private static @Nullable String printed(Map<Integer, Flag> flags) {
        List<String> other = ITEMS.stream()
                .filter(item -> flags.containsKey(item.id()))
                .filter(item -> Objects.requireNonNull(flags.get(item.id())).id() != 0)
                .map(item -> item.code() + ":"
                        + Objects.requireNonNull(flags.get(item.id())).code())
                .toList();
        return other.isEmpty() ? null : String.join(";", other);
    }
}
