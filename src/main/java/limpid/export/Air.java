package limpid.export;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import limpid.air.AirTables;
import limpid.result.ResultTable;
import limpid.store.Extract;
import limpid.store.Extract.Beside;
import limpid.store.Extract.Where;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/** Hours, days and periods of air, of stations and cities. */
public final class Air {
    private static final String SCOPE = "scope";
    static final List<String> SCOPES = List.of("station", "city");
    private static final Map<Beside, Column> SUBJECT = new EnumMap<>(Map.of(
            Beside.SCOPE, Column.text(SCOPE, "范围（station 站点，city 城市）"),
            Beside.CODE, Column.text("code", "编码"),
            Beside.NAME, Column.text("name", "名称"),
            Beside.CITY, Column.text("city", "城市")));

    static final Dataset HOURS = of(AirTables.HOURS, null);
    static final Dataset DAYS = of(AirTables.DAYS, null);
    static final Dataset PERIODS = new ResultDataset<>(
                    AirTables.PERIODS, ResultDataset.Setting.ofPeriods(SUBJECT, where(), SCOPES), null)
            .dataset();

    private Air() {}

    /** A table, each of its results made another one for this answer. */
    public static <T> Dataset changed(ResultTable<T> table, BiFunction<Subject, T, T> change) {
        return of(table, change);
    }

    private static <T> Dataset of(ResultTable<T> table, @Nullable BiFunction<Subject, T, T> change) {
        ResultDataset.Setting setting = new ResultDataset.Setting(
                SUBJECT,
                List.of(SCOPE, "code", table.period().titles().getFirst().name()),
                List.of(table.period().name(), Extract.SUBJECT),
                where(),
                Map.of(),
                Map.of(SCOPE, SCOPES),
                Map.of());
        return new ResultDataset<>(table, setting, change).dataset();
    }

    private static Map<String, Where> where() {
        Map<String, Where> where = new LinkedHashMap<>();
        where.put("station", Where.STATION);
        where.put("city", Where.CITY);
        where.put("district", Where.DISTRICT);
        where.put(SCOPE, Where.SCOPE);
        return where;
    }
}
