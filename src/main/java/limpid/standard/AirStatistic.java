package limpid.standard;

import java.util.List;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * A statistic of a pollutant's daily values that HJ 663 evaluates: {@code statistics.csv}, with the least data of a
 * year from {@code annual-validity.csv}.
 *
 * @param edition   code of the edition of HJ 663
 * @param percent   of the percentile 百分位数; null for the mean
 * @param limit     averaging of the limit it is compared with
 * @param inIndex   whether it makes the pollutant's single index 单项指数
 * @param clause    where it stands; empty where the text was not read
 */
public record AirStatistic(
        String edition,
        Pollutant pollutant,
        @Nullable Integer percent,
        Averaging limit,
        boolean inIndex,
        String clause) {

    private static final List<AirStatistic> STANDARD =
            List.copyOf(Table.resource("/limpid/standard/air/statistics.csv").map(AirStatistic::read));
    private static final List<Year> YEARS = List.copyOf(
            Table.resource("/limpid/standard/air/annual-validity.csv").map(Year::read));

    private static AirStatistic read(Row row) {
        boolean mean = mean(row);
        return new AirStatistic(
                row.required("edition"),
                AirCells.pollutant(row, "pollutant"),
                mean ? null : row.integer("percent"),
                AirCells.averaging(row, "limit"),
                row.yes("in_index"),
                row.text("clause"));
    }

    private static boolean mean(Row row) {
        return row.read("statistic", "mean or percentile", cell -> switch (cell) {
            case "mean" -> true;
            case "percentile" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** The statistics of a pollutant under an edition of HJ 663. */
    public static List<AirStatistic> of(Edition evaluation, Pollutant pollutant) {
        return STANDARD.stream()
                .filter(statistic -> statistic.edition.equals(evaluation.code()) && statistic.pollutant == pollutant)
                .toList();
    }

    /** The statistic of a pollutant that makes its single index. */
    public static AirStatistic inIndex(Edition evaluation, Pollutant pollutant) {
        return of(evaluation, pollutant).stream()
                .filter(AirStatistic::inIndex)
                .findFirst()
                .orElseThrow();
    }

    /** The word of answers: {@code mean} or, for example, {@code p90}. */
    public String code() {
        return percent == null ? "mean" : "p" + percent;
    }

    /** The least daily values of a year for it: GB 3095 rules means, HJ 663 percentiles. */
    public Optional<Year> leastOfYear(AirStandard standard) {
        Edition ruling = percent == null ? standard.limits() : standard.evaluation();
        return YEARS.stream()
                .filter(year -> year.edition.equals(ruling.code())
                        && year.mean == (percent == null)
                        && year.pollutants.contains(pollutant.code()))
                .findFirst();
    }

    /**
     * The least daily values a statistic of a year needs.
     *
     * @param least    in the year
     * @param month    in every month but February
     * @param february in February
     */
    public record Year(
            String edition, boolean mean, List<String> pollutants, int least, int month, int february, String clause) {
        private static Year read(Row row) {
            return new Year(
                    row.required("edition"),
                    AirStatistic.mean(row),
                    AirCells.words(row, "pollutants"),
                    row.integer("least"),
                    row.integer("least_month"),
                    row.integer("least_february"),
                    row.text("clause"));
        }

        /** The least number in a month of the year. @param month 1 to 12 */
        public int ofMonth(int month) {
            return month == 2 ? february : this.month;
        }
    }
}
