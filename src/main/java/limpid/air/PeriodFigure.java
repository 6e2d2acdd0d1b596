package limpid.air;

import java.math.BigDecimal;
import java.util.List;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/** The means and percentiles of a period that are kept, in the order of files. */
enum PeriodFigure {
    SO2(Pollutant.SO2, "mean", true),
    SO2_P98(Pollutant.SO2, "p98", false),
    NO2(Pollutant.NO2, "mean", true),
    NO2_P98(Pollutant.NO2, "p98", false),
    CO_P95(Pollutant.CO, "p95", true),
    O3_P90(Pollutant.O3, "p90", true),
    PM10(Pollutant.PM10, "mean", true),
    PM10_P95(Pollutant.PM10, "p95", false),
    PM2_5(Pollutant.PM2_5, "mean", true),
    PM2_5_P95(Pollutant.PM2_5, "p95", false);

    private static final String MEAN = "mean";

    private final Pollutant pollutant;
    private final String statistic;
    private final boolean inIndex;

    PeriodFigure(Pollutant pollutant, String statistic, boolean inIndex) {
        this.pollutant = pollutant;
        this.statistic = statistic;
        this.inIndex = inIndex;
    }

    Pollutant pollutant() {
        return pollutant;
    }

    /** Whether it makes the pollutant's single index. */
    boolean inIndex() {
        return inIndex;
    }

    String column() {
        return AirTables.hourColumn(pollutant) + (statistic.equals(MEAN) ? "" : "_" + statistic);
    }

    /** As {@code O3_8h_p90}. */
    String title() {
        return (pollutant == Pollutant.O3 ? "O3_8h" : pollutant.code())
                + (statistic.equals(MEAN) ? "" : "_" + statistic);
    }

    String titleZh() {
        return statistic.equals(MEAN) ? title() + " 平均浓度" : title().replaceFirst("_p(\\d+)$", " 第 $1 百分位数");
    }

    @Nullable
    BigDecimal of(AirEvaluation evaluation) {
        return evaluation
                .of(pollutant)
                .statistic(statistic)
                .map(PeriodStatistic::value)
                .orElse(null);
    }

    /** Of entries as {@code O3 p90: tooFewDays} its own. */
    Reason reason(List<String> leftOut) {
        String start = pollutant.code() + " " + statistic + ": ";
        return leftOut.stream()
                .filter(entry -> entry.startsWith(start))
                .flatMap(entry -> Reason.of(entry.substring(start.length())).stream())
                .findFirst()
                .orElse(Reason.MISSING);
    }
}
