package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.noise.CollectionRate;
import limpid.noise.DayNightHours;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.store.Workbench.NoiseDayResult;
import org.jspecify.annotations.Nullable;

/** A noise day as a row: published figures for SQL users, and all that makes the day again. */
final class NoiseDayRow {
    /** The columns after subject and day, in the order of {@link #of}. */
    static final List<String> FIGURES = List.of(
            "day_start",
            "night_start",
            "night_meaning",
            "rule_set",
            "leq",
            "ld",
            "ln",
            "ldn",
            "lmax_day",
            "lmax_night",
            "leq_unrounded",
            "ld_unrounded",
            "ln_unrounded",
            "ldn_unrounded",
            "lmax_day_unrounded",
            "lmax_night_unrounded",
            "day_valid",
            "day_due",
            "day_required",
            "day_valid_s",
            "day_collected_s",
            "night_valid",
            "night_due",
            "night_required",
            "night_valid_s",
            "night_collected_s",
            "reason",
            "day_reason",
            "night_reason");

    private NoiseDayRow() {}

    static List<@Nullable Object> of(NoiseDayResult result) {
        NoiseDay day = result.day();
        NoiseSettings settings = result.settings();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                result.subjectId(),
                day.date().date(),
                day.hours().dayStart().getHour(),
                day.hours().nightStart().getHour(),
                day.nightMeaning().code(),
                settings.minimumShares().name()));
        levels(day).forEach(level -> row.add(level.published(settings).orElse(null)));
        levels(day).forEach(level -> row.add(level.value().orElse(null)));
        addCounts(day.day(), row);
        addCounts(day.night(), row);
        row.add(reason(day.leq()));
        row.add(reason(day.day().level()));
        row.add(reason(day.night().level()));
        return row;
    }

    private static List<NoiseLevel> levels(NoiseDay day) {
        return List.of(
                day.leq(),
                day.day().level(),
                day.night().level(),
                day.ldn(),
                day.day().lmax(),
                day.night().lmax());
    }

    private static void addCounts(Part part, List<@Nullable Object> row) {
        row.add(part.coverage().valid());
        row.add(part.coverage().expected());
        row.add(part.coverage().required());
        row.add(part.rate().valid());
        row.add(part.rate().collected());
    }

    private static @Nullable String reason(NoiseLevel level) {
        return level.shortfall().map(Shortfall::code).orElse(null);
    }

    static NoiseDay read(ResultSet row) throws SQLException {
        LocalDate date = row.getObject("day", LocalDate.class);
        Part day = part(row, "day", "ld_unrounded");
        Part night = part(row, "night", "ln_unrounded");
        Coverage both = new Coverage(
                day.coverage().valid() + night.coverage().valid(),
                day.coverage().expected() + night.coverage().expected(),
                day.coverage().required() + night.coverage().required());
        return new NoiseDay(
                new LocalDay(date, LocalDay.CHINA),
                new DayNightHours(
                        LocalDate.MIN,
                        LocalTime.of(row.getInt("day_start"), 0),
                        LocalTime.of(row.getInt("night_start"), 0)),
                NightMeaning.of(row.getString("night_meaning")),
                level(row, "leq_unrounded", row.getString("reason"), both),
                day,
                night,
                level(row, "ldn_unrounded", Shortfall.PART_MISSING.code(), both));
    }

    private static Part part(ResultSet row, String part, String column) throws SQLException {
        Coverage coverage =
                new Coverage(row.getInt(part + "_valid"), row.getInt(part + "_due"), row.getInt(part + "_required"));
        String reason = row.getString(part + "_reason");
        return new Part(
                level(row, column, reason, coverage),
                level(
                        row,
                        "lmax_" + part + "_unrounded",
                        reason == null ? Shortfall.NOT_SENT.code() : reason,
                        coverage),
                coverage,
                new CollectionRate(
                        row.getInt(part + "_valid_s"),
                        row.getInt(part + "_collected_s"),
                        (long) coverage.expected() * NoiseHour.SECONDS));
    }

    private static NoiseLevel level(ResultSet row, String column, @Nullable String reason, Coverage coverage)
            throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? new Insufficient(Shortfall.of(String.valueOf(reason)), coverage) : new Known(value);
    }
}
