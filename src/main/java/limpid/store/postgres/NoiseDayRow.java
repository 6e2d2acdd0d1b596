package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
import limpid.noise.StatisticalLevels;
import limpid.noise.StatisticalMethod;
import limpid.store.Workbench.NoiseDayResult;
import org.jspecify.annotations.Nullable;

/** A noise day as a row: published figures for SQL users, and all that makes the day again. */
final class NoiseDayRow {
    /** The columns after subject, day and meaning of night, in the order of {@link #of}. */
    static final List<String> FIGURES = List.of(
            "official",
            "day_start",
            "night_start",
            "rule_set",
            "statistical_method",
            "leq",
            "ld",
            "ln",
            "ldn",
            "lmax",
            "lmax_day",
            "lmax_night",
            "leq_unrounded",
            "ld_unrounded",
            "ln_unrounded",
            "ldn_unrounded",
            "lmax_unrounded",
            "lmax_day_unrounded",
            "lmax_night_unrounded",
            "all_valid",
            "all_due",
            "all_required",
            "all_valid_s",
            "all_collected_s",
            "reason",
            "levels",
            "levels_unrounded",
            "levels_reason",
            "day_valid",
            "day_due",
            "day_required",
            "day_valid_s",
            "day_collected_s",
            "day_reason",
            "day_levels",
            "day_levels_unrounded",
            "day_levels_reason",
            "night_valid",
            "night_due",
            "night_required",
            "night_valid_s",
            "night_collected_s",
            "night_reason",
            "night_levels",
            "night_levels_unrounded",
            "night_levels_reason");

    private NoiseDayRow() {}

    static List<@Nullable Object> of(NoiseDayResult result) {
        NoiseDay day = result.day();
        NoiseSettings settings = result.settings();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                result.subjectId(),
                day.date().date(),
                day.nightMeaning().code(),
                result.official(),
                day.hours().dayStart().getHour(),
                day.hours().nightStart().getHour(),
                settings.minimumShares().name(),
                day.all().statistics().method().code()));
        levels(day).forEach(level -> row.add(level.published(settings).orElse(null)));
        levels(day).forEach(level -> row.add(level.value().orElse(null)));
        Stream.of(day.all(), day.day(), day.night()).forEach(part -> add(part, settings, row));
        return row;
    }

    private static List<NoiseLevel> levels(NoiseDay day) {
        return List.of(
                day.leq(),
                day.day().level(),
                day.night().level(),
                day.ldn(),
                day.all().lmax(),
                day.day().lmax(),
                day.night().lmax());
    }

    private static void add(Part part, NoiseSettings settings, List<@Nullable Object> row) {
        row.add(part.coverage().valid());
        row.add(part.coverage().expected());
        row.add(part.coverage().required());
        row.add(part.rate().valid());
        row.add(part.rate().collected());
        row.add(reason(part.level()));
        List<NoiseLevel> statistics = part.statistics().all();
        boolean known = statistics.getFirst().value().isPresent();
        row.add(known ? figures(statistics, level -> level.published(settings)) : null);
        row.add(known ? figures(statistics, NoiseLevel::value) : null);
        row.add(reason(statistics.getFirst()));
    }

    private static List<BigDecimal> figures(
            List<NoiseLevel> levels, Function<NoiseLevel, Optional<BigDecimal>> figure) {
        return levels.stream().map(figure).flatMap(Optional::stream).toList();
    }

    private static @Nullable String reason(NoiseLevel level) {
        return level.shortfall().map(Shortfall::code).orElse(null);
    }

    static NoiseDay read(ResultSet row) throws SQLException {
        Part all = part(row, "all", "", "leq", "lmax");
        return new NoiseDay(
                new LocalDay(row.getObject("day", LocalDate.class), LocalDay.CHINA),
                new DayNightHours(
                        LocalDate.MIN,
                        LocalTime.of(row.getInt("day_start"), 0),
                        LocalTime.of(row.getInt("night_start"), 0)),
                NightMeaning.of(row.getString("night_meaning")),
                all,
                part(row, "day", "day_", "ld", "lmax_day"),
                part(row, "night", "night_", "ln", "lmax_night"),
                level(row, "ldn_unrounded", Shortfall.PART_MISSING.code(), all.coverage()));
    }

    private static Part part(ResultSet row, String counts, String prefix, String level, String lmax)
            throws SQLException {
        Coverage coverage = new Coverage(
                row.getInt(counts + "_valid"), row.getInt(counts + "_due"), row.getInt(counts + "_required"));
        String reason = row.getString(prefix + "reason");
        return new Part(
                level(row, level + "_unrounded", reason, coverage),
                level(row, lmax + "_unrounded", reason == null ? Shortfall.NOT_SENT.code() : reason, coverage),
                statistics(row, prefix, coverage),
                coverage,
                new CollectionRate(
                        row.getInt(counts + "_valid_s"),
                        row.getInt(counts + "_collected_s"),
                        (long) coverage.expected() * NoiseHour.SECONDS));
    }

    private static StatisticalLevels statistics(ResultSet row, String prefix, Coverage coverage) throws SQLException {
        StatisticalMethod method = StatisticalMethod.of(row.getString("statistical_method"));
        Array levels = row.getArray(prefix + "levels_unrounded");
        if (levels == null) {
            Shortfall reason = Shortfall.of(row.getString(prefix + "levels_reason"));
            return StatisticalLevels.of(method, percent -> new Insufficient(reason, coverage));
        }
        return StatisticalLevels.of(method, List.of((BigDecimal[]) levels.getArray()));
    }

    private static NoiseLevel level(ResultSet row, String column, @Nullable String reason, Coverage coverage)
            throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? new Insufficient(Shortfall.of(String.valueOf(reason)), coverage) : new Known(value);
    }
}
