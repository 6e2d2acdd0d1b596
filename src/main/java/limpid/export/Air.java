package limpid.export;

import java.util.EnumMap;
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

/** Hours and days of air, of stations and cities. */
public final class Air {
    static final Dataset HOURS = of(AirTables.HOURS, null);
    static final Dataset DAYS = of(AirTables.DAYS, null);

    private Air() {}

    /** A table, each of its results made another one for this answer. */
    public static <T> Dataset changed(ResultTable<T> table, BiFunction<Subject, T, T> change) {
        return of(table, change);
    }

    private static <T> Dataset of(ResultTable<T> table, @Nullable BiFunction<Subject, T, T> change) {
        Map<Beside, Column> beside = new EnumMap<>(Map.of(
                Beside.SCOPE, Column.text("scope", "范围（station 站点，city 城市）"),
                Beside.CODE, Column.text("code", "编码"),
                Beside.NAME, Column.text("name", "名称"),
                Beside.CITY, Column.text("city", "城市")));
        ResultDataset.Setting setting = new ResultDataset.Setting(
                beside,
                List.of("scope", "code"),
                List.of(table.period().name(), Extract.SUBJECT),
                List.of(Where.STATION, Where.CITY, Where.SCOPE),
                Map.of(),
                Map.of("scope", List.of("station", "city")));
        return new ResultDataset<>(table, setting, change).dataset();
    }
}
