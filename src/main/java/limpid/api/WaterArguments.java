package limpid.api;

import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.station.Station.ControlLevel;
import limpid.water.WaterPeriod;
import limpid.water.WaterPeriod.Kind;
import org.jspecify.annotations.Nullable;

/** Reads what questions about water periods have in common. */
final class WaterArguments {
    private WaterArguments() {}

    /** A month, quarter, half-year or year. */
    static WaterPeriod period(String text) {
        return WaterPeriod.parse(text)
                .filter(one -> one.kind() != Kind.WEEK)
                .orElseThrow(() -> Problem.badParameter("period", text, "such as 2026-01, 2026-Q1, 2026-H1 or 2026"));
    }

    /** A control level; null where none is asked for. */
    static @Nullable ControlLevel controlLevel(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(ControlLevel.values())
                .filter(level -> Arguments.word(level).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badParameter("controlLevel", text, "national, provincial, municipal or county"));
    }

    /** The month it begins with. */
    static YearMonth firstMonth(WaterPeriod period) {
        return YearMonth.from(period.firstDay());
    }

    /** The month it ends with. */
    static YearMonth lastMonth(WaterPeriod period) {
        return YearMonth.from(period.lastDay());
    }

    /** The period to compare with; empty where none is asked for. */
    static Optional<WaterPeriod> earlier(@Nullable String compare, WaterPeriod period) {
        return switch (compare) {
            case null -> Optional.empty();
            case "previousYear" ->
                Optional.of(WaterPeriod.of(period.kind(), period.firstDay().minusYears(1)));
            case "previousPeriod" ->
                Optional.of(WaterPeriod.of(period.kind(), period.firstDay().minusDays(1)));
            default -> throw Problem.badParameter("compare", compare, "previousYear or previousPeriod");
        };
    }
}
