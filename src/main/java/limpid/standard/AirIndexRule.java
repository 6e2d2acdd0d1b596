package limpid.standard;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the editions of HJ 633 besides their tables: {@code index-rules.csv}.
 *
 * @param edition          code of the edition
 * @param incompleteAbove  with a pollutant missing the AQI of the rest is published only above this; null: always
 * @param incompleteClause where that is written
 * @param roundsInput      whether the text rounds concentrations before the IAQI
 * @param roundingClause   where that is written; empty where the text is silent
 * @param primaryAbove     an AQI above this has primary pollutants 首要污染物
 * @param primaryClause    where that is written
 * @param exceedanceAbove  pollutants with an IAQI above this are named 超标污染物; null: the edition has no such term
 * @param sensitiveAbove   with an IAQI above this sensitive groups are named; null: the edition has no such table
 */
public record AirIndexRule(
        String edition,
        @Nullable Integer incompleteAbove,
        String incompleteClause,
        boolean roundsInput,
        String roundingClause,
        int primaryAbove,
        String primaryClause,
        @Nullable Integer exceedanceAbove,
        @Nullable Integer sensitiveAbove) {

    private static final Map<String, AirIndexRule> STANDARD =
            Table.resource("/limpid/standard/air/index-rules.csv").map(AirIndexRule::read).stream()
                    .collect(Collectors.toUnmodifiableMap(AirIndexRule::edition, Function.identity()));

    /**
     * The rule of an edition of HJ 633.
     *
     * @throws IllegalArgumentException where the edition has none
     */
    public static AirIndexRule of(Edition edition) {
        AirIndexRule rule = STANDARD.get(edition.code());
        if (rule == null) {
            throw new IllegalArgumentException("no index rule for " + edition.code());
        }
        return rule;
    }

    private static AirIndexRule read(Row row) {
        return new AirIndexRule(
                row.required("edition"),
                optionalInteger(row, "incomplete_above"),
                row.required("incomplete_clause"),
                row.yes("rounds_input"),
                row.text("rounding_clause"),
                row.integer("primary_above"),
                row.required("primary_clause"),
                optionalInteger(row, "exceedance_above"),
                optionalInteger(row, "sensitive_above"));
    }

    private static @Nullable Integer optionalInteger(Row row, String column) {
        return row.optional(column).map(text -> row.integer(column)).orElse(null);
    }
}
