package limpid.export;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.store.Extract.Beside;
import limpid.store.Extract.Where;
import limpid.water.WaterTables;

/** Periods of cities and rivers. */
final class WaterPeriods {
    static final List<String> SCOPES = List.of("city", "river");

    private static final String SCOPE = "scope";

    static final Dataset DATASET = new ResultDataset<>(
                    WaterTables.PERIODS,
                    ResultDataset.Setting.ofPeriods(
                            new EnumMap<>(Map.of(
                                    Beside.SCOPE, Column.text(SCOPE, "范围（city 城市，river 水体）"),
                                    Beside.CODE, Column.text("code", "名称"))),
                            where(),
                            SCOPES),
                    null)
            .dataset();

    private WaterPeriods() {}

    private static Map<String, Where> where() {
        Map<String, Where> where = new LinkedHashMap<>();
        where.put("city", Where.CITY_AS_A_WHOLE);
        where.put("river", Where.RIVER);
        where.put(SCOPE, Where.SCOPE);
        return where;
    }
}
