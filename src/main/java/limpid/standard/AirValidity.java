package limpid.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * The least data an air figure needs 数据有效性规定: GB 3095 table 4 and HJ 663 6.1, from {@code validity.csv}. The least days
 * of a year are {@link AirStatistic.Year}.
 *
 * @param edition    code of the edition
 * @param scope      which figure, for example {@code daily_mean}
 * @param pollutants parameter codes, or words such as {@code all}
 * @param least      least count, inclusive
 * @param clause     where it stands
 */
public record AirValidity(String edition, String scope, List<String> pollutants, int least, String clause) {
    /** Scope of the mean of an hour, in minutes sampled. */
    public static final String HOUR = "1h_mean";
    /** Scope of the ozone mean of eight hours, in hours. */
    public static final String EIGHT_HOURS = "8h_mean";
    /** Scope of the mean of a day, in hours. */
    public static final String DAY = "daily_mean";
    /** Scope of ozone's daily maximum 8-hour mean, in 8-hour means. */
    public static final String DAY_MAX_8H = "daily_max_8h";

    private static final List<AirValidity> STANDARD = read(Table.resource("/limpid/standard/air/validity.csv"));

    /** Keeps its own list. */
    public AirValidity {
        pollutants = List.copyOf(pollutants);
    }

    private static List<AirValidity> read(Table table) {
        List<AirValidity> rules = new ArrayList<>();
        for (Row row : table.rows()) {
            row.optional("min_count").ifPresent(text -> rules.add(rule(row)));
        }
        return List.copyOf(rules);
    }

    private static AirValidity rule(Row row) {
        return new AirValidity(
                row.required("edition"),
                row.required("scope"),
                AirCells.words(row, "pollutants"),
                row.integer("min_count"),
                row.text("clause"));
    }

    /** The rule for a figure of a pollutant; empty where the edition prints none. */
    public static Optional<AirValidity> find(Edition edition, String scope, Pollutant pollutant) {
        for (AirValidity rule : STANDARD) {
            if (rule.scope.equals(scope)
                    && rule.edition.equals(edition.code())
                    && rule.pollutants.contains(pollutant.code())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /**
     * The rule for a figure of a pollutant that must exist.
     *
     * @throws IllegalArgumentException where the edition prints none
     */
    public static AirValidity of(Edition edition, String scope, Pollutant pollutant) {
        return find(edition, scope, pollutant)
                .orElseThrow(() -> new IllegalArgumentException(
                        edition.code() + " has no least data for " + scope + " of " + pollutant));
    }

    /** Edition and clause, as results carry it. */
    public String citation() {
        return edition + " " + clause;
    }
}
