package limpid.programme;

import java.util.Map;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** Units of indicators in Chinese. One that is not in the table is written the same way in both languages. */
final class Units {
    private static final Map<String, String> ZH = Table.resource("/limpid/programme/units.csv").rows().stream()
            .collect(Collectors.toMap(row -> row.required("unit"), (Row row) -> row.required("zh")));

    private Units() {}

    static String zh(String unit) {
        return ZH.getOrDefault(unit, unit);
    }
}
