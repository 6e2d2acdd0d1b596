package limpid.api.water;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.api.http.Arguments;
import limpid.api.http.Problem;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.station.Station.ControlLevel;
import limpid.station.StationColumns;
import org.jspecify.annotations.Nullable;

/** Reads what questions about water periods have in common. */
public final class WaterArguments {
    /** With what a period is compared. */
    public static final List<String> COMPARISONS = List.of("previousYear", "previousPeriod");

    /** By what cities are ranked. */
    public static final List<String> ORDERS = List.of("index", "change");

    /** Lists of items that are due of drinking sources. */
    public static final List<String> SOURCE_LISTS = List.of("source-monthly", "source-monthly-cod", "source-yearly");

    /** Periods of which sections are assessed. */
    public static final List<Kind> KINDS = List.of(Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR);

    private WaterArguments() {}

    /** A role of sections; null where none is asked for. */
    public static @Nullable String role(@Nullable String text) {
        if (text != null && !StationColumns.ROLES.contains(text)) {
            throw Problem.badParameter("role", text, "one of " + String.join(", ", StationColumns.ROLES));
        }
        return text;
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

    /** The period to compare with; empty where none is asked for. */
    static Optional<AssessmentPeriod> earlier(@Nullable String compare, AssessmentPeriod period) {
        return switch (compare) {
            case null -> Optional.empty();
            case "previousYear" -> Optional.of(period.yearBefore());
            case "previousPeriod" -> Optional.of(period.previous());
            default -> throw Problem.badParameter("compare", compare, "previousYear or previousPeriod");
        };
    }
}
