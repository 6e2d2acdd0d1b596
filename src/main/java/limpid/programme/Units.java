package limpid.programme;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** Units of indicators in Chinese, and which figures they allow. One that is not in the table allows any. */
final class Units {
    private static final Map<String, Unit> UNITS = Table.resource("/limpid/programme/units.csv").rows().stream()
            .collect(Collectors.toMap(row -> row.required("unit"), Units::unit));

    private Units() {}

    private record Unit(String zh, Optional<BigDecimal> least, Optional<BigDecimal> most) {}

    private static Unit unit(Row row) {
        return new Unit(row.required("zh"), row.optionalDecimal("least"), row.optionalDecimal("most"));
    }

    static String zh(String unit) {
        Unit known = UNITS.get(unit);
        return known == null ? unit : known.zh;
    }

    /** Why a figure cannot be one of this unit, such as {@code 0 to 100 %}; empty where it can. */
    static Optional<String> impossible(String unit, BigDecimal value) {
        Unit known = UNITS.get(unit);
        if (known == null) {
            return Optional.empty();
        }
        boolean low = known.least.filter(least -> value.compareTo(least) < 0).isPresent();
        boolean high = known.most.filter(most -> value.compareTo(most) > 0).isPresent();
        return low || high ? Optional.of(range(known) + " " + unit) : Optional.empty();
    }

    private static String range(Unit unit) {
        String least = unit.least.map(BigDecimal::toPlainString).orElse("");
        String most = unit.most.map(BigDecimal::toPlainString).orElse("");
        if (most.isEmpty()) {
            return "at least " + least;
        }
        return least.isEmpty() ? "at most " + most : least + " to " + most;
    }
}
