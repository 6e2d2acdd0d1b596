package limpid.noise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.noise.DayReport.Published;
import limpid.noise.NetworkReport.Mean;
import limpid.noise.NetworkReport.Rate;
import limpid.noise.NetworkReport.Roads;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.result.Column.Title;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Builder;
import limpid.result.ResultTable.Ends;
import limpid.result.Row;
import limpid.result.Type;
import limpid.result.Value;
import org.jspecify.annotations.Nullable;

/** The tables of noise points 声环境. */
public final class NoiseTables {
    /** Whether a day's meaning of night is the one by which cities are assessed. */
    public static final String OFFICIAL = "official";

    /** The meaning of night. */
    public static final String NIGHT_MEANING = "night_meaning";

    private static final String LEVELS_REASON = "累积百分声级缺失原因";

    /** Hours. */
    public static final ResultTable<HourReport> HOURS = ResultTable.<HourReport>named(
                    "noise_hour", Medium.NOISE, Ends.AT)
            .file("noise-hours", "噪声小时数据", "hours of noise")
            .column("period_end", Type.TIME, HourReport::end)
            .as("end", "时段结束时间")
            .key()
            .decimal("leq", HourReport::leq)
            .as("Leq", "Leq", "dB", 1)
            .decimal("lmax", HourReport::lmax)
            .as("Lmax", "Lmax", "dB", 1)
            .decimal("lmin", HourReport::lmin)
            .as("Lmin", "Lmin", "dB", 1)
            .decimal("sd", HourReport::sd)
            .as("SD", "SD", "dB", 1)
            .decimal("l5", HourReport::l5)
            .as("L5", "L5", "dB", 1)
            .decimal("l10", HourReport::l10)
            .as("L10", "L10", "dB", 1)
            .decimal("l50", HourReport::l50)
            .as("L50", "L50", "dB", 1)
            .decimal("l90", HourReport::l90)
            .as("L90", "L90", "dB", 1)
            .decimal("l95", HourReport::l95)
            .as("L95", "L95", "dB", 1)
            .integer("valid", HourReport::valid)
            .as("valid", "有效数据数")
            .integer("expected", HourReport::expected)
            .as("expected", "应有数据数")
            .text("reason", HourReport::reason)
            .as("reason", "缺失原因")
            .text("levels_reason", HourReport::levelsReason)
            .as("levelsReason", LEVELS_REASON)
            .read(row -> new HourReport(
                    row.time("period_end"),
                    row.decimal("leq"),
                    row.decimal("lmax"),
                    row.decimal("lmin"),
                    row.decimal("sd"),
                    row.decimal("l5"),
                    row.decimal("l10"),
                    row.decimal("l50"),
                    row.decimal("l90"),
                    row.decimal("l95"),
                    row.count("valid"),
                    row.count("expected"),
                    row.text("reason"),
                    row.text("levels_reason")));

    /** Days with each meaning of night: published figures, and all that makes the day again. */
    public static final ResultTable<DayReport> DAYS = days();

    /** Periods of cities' networks. */
    public static final ResultTable<NetworkReport> PERIODS = periods();

    private NoiseTables() {}

    private static ResultTable<NetworkReport> periods() {
        Builder<NetworkReport> table = ResultTable.<NetworkReport>named(
                        "noise_period", Medium.NOISE, Ends.WITH_LAST_DAY)
                .text(ResultTable.PERIOD, report -> report.period().name())
                .key()
                .text("network", report -> report.network().name().toLowerCase(Locale.ROOT))
                .key()
                .text("zone", NetworkReport::zone)
                .key()
                .text("kind", report -> report.period().kind().code())
                .column("first_day", Type.DATE, report -> report.period().startInclusive())
                .column(ResultTable.LAST_DAY, Type.DATE, report -> report.period()
                        .lastDay())
                .column("counted_to", Type.DATE, NetworkReport::countedTo)
                .text("edition", NetworkReport::edition)
                .text("limits", NetworkReport::limits)
                .text(NIGHT_MEANING, NetworkReport::nightMeaning)
                .text("rule_set", NetworkReport::ruleSet)
                .text("unit", NetworkReport::unit);
        part(table, "day_", NetworkReport::day);
        part(table, "night_", NetworkReport::night);
        return table.texts("left_out", NetworkReport::leftOut).written();
    }

    private static void part(
            Builder<NetworkReport> table, String prefix, Function<NetworkReport, NetworkReport.Part> part) {
        table.column(
                        prefix + "mean",
                        Type.DECIMAL,
                        report -> of(part.apply(report).mean(), Mean::value))
                .column(
                        prefix + "mean_unrounded",
                        Type.DECIMAL,
                        report -> of(part.apply(report).mean(), Mean::unrounded))
                .column(
                        prefix + "grade",
                        Type.INTEGER,
                        report -> of(part.apply(report).mean(), Mean::grade))
                .column(
                        prefix + "reason",
                        Type.TEXT,
                        report -> of(part.apply(report).mean(), Mean::reason))
                .integer(prefix + "valid_points", report -> part.apply(report).points())
                .integer(
                        prefix + "expected_points", report -> part.apply(report).of())
                .decimal(
                        prefix + "covered_area_m2", report -> part.apply(report).areaM2())
                .column(
                        prefix + "length_m",
                        Type.DECIMAL,
                        report -> of(part.apply(report).roads(), Roads::lengthM))
                .column(
                        prefix + "length_over_m",
                        Type.DECIMAL,
                        report -> of(part.apply(report).roads(), Roads::overM))
                .column(
                        prefix + "over_percent_by_length",
                        Type.DECIMAL,
                        report -> of(part.apply(report).roads(), Roads::overPercentByLength))
                .column(
                        prefix + "over_percent_by_count",
                        Type.DECIMAL,
                        report -> of(part.apply(report).roads(), Roads::overPercentByCount))
                .column(
                        prefix + "compliant",
                        Type.INTEGER,
                        report -> of(part.apply(report).rate(), Rate::compliant))
                .column(
                        prefix + "valid",
                        Type.INTEGER,
                        report -> of(part.apply(report).rate(), Rate::valid))
                .column(
                        prefix + "monitored",
                        Type.INTEGER,
                        report -> of(part.apply(report).rate(), Rate::monitored))
                .column(
                        prefix + "percent",
                        Type.DECIMAL,
                        report -> of(part.apply(report).rate(), Rate::percent))
                .column(
                        prefix + "bursts",
                        Type.INTEGER,
                        report -> of(part.apply(report).rate(), Rate::bursts))
                .column(
                        prefix + "lmax_known",
                        Type.INTEGER,
                        report -> of(part.apply(report).rate(), Rate::lmaxKnown));
    }

    private static <S> @Nullable Object of(@Nullable S some, Value<S> figure) {
        return some == null ? null : figure.of(some);
    }

    private static ResultTable<DayReport> days() {
        Builder<DayReport> table = ResultTable.<DayReport>named("noise_day", Medium.NOISE, Ends.WITH_DAY)
                .file("noise-days", "噪声日数据", "days of noise")
                .column("day", Type.DATE, report -> report.day().date().date())
                .as("date", "日期")
                .key()
                .decimal("leq", report -> report.all().level())
                .as("Leq", "Leq", "dB", 1)
                .decimal("ld", report -> report.daytime().level())
                .as("Ld", "Ld", "dB", 1)
                .decimal("ln", report -> report.night().level())
                .as("Ln", "Ln", "dB", 1)
                .decimal("ldn", DayReport::ldn)
                .as("Ldn", "Ldn", "dB", 1)
                .decimal("lmax", report -> report.all().lmax())
                .as("Lmax", "Lmax", "dB", 1)
                .decimal("lmax_day", report -> report.daytime().lmax())
                .as("LmaxDay", "LmaxDay", "dB", 1)
                .decimal("lmax_night", report -> report.night().lmax())
                .as("LmaxNight", "LmaxNight", "dB", 1)
                .column("levels", Type.DECIMALS, report -> report.all().levels())
                .asEach(Stream.of("L5", "L10", "L50", "L90", "L95")
                        .map(name -> new Title(name, name, "dB", 1))
                        .toList());
        coverage(table, "day", NoiseDay::day, "昼间");
        coverage(table, "night", NoiseDay::night, "夜间");
        coverage(table, "all", NoiseDay::all, "");
        table.text(NIGHT_MEANING, report -> report.day().nightMeaning().code())
                .as("nightMeaning", "夜间的取法")
                .key()
                .text("rule_set", DayReport::ruleSet)
                .as("ruleSet", "有效性规则")
                .text("reason", report -> reason(report.day().all().level()))
                .as("reason", "缺失原因")
                .text("day_reason", report -> reason(report.day().day().level()))
                .as("dayReason", "昼间缺失原因")
                .text("night_reason", report -> reason(report.day().night().level()))
                .as("nightReason", "夜间缺失原因")
                .text(
                        "levels_reason",
                        report -> reason(statistics(report.day().all()).getFirst()))
                .as("levelsReason", LEVELS_REASON)
                .column(OFFICIAL, Type.BOOLEAN, DayReport::official)
                .integer("day_start", report -> report.day().hours().dayStart().getHour())
                .integer(
                        "night_start",
                        report -> report.day().hours().nightStart().getHour())
                .text(
                        "statistical_method",
                        report -> report.day().all().statistics().method().code());
        return unrounded(table).read(NoiseTables::report);
    }

    private static void coverage(Builder<DayReport> table, String name, Function<NoiseDay, Part> part, String titleZh) {
        table.integer(
                name + "_valid", report -> part.apply(report.day()).coverage().valid());
        if (!titleZh.isEmpty()) {
            table.as(name + "ValidHours", titleZh + "有效小时数");
        }
        table.integer(
                name + "_due", report -> part.apply(report.day()).coverage().expected());
        if (!titleZh.isEmpty()) {
            table.as(name + "DueHours", titleZh + "应有小时数");
        }
        table.integer(
                        name + "_required",
                        report -> part.apply(report.day()).coverage().required())
                .integer(
                        name + "_valid_s",
                        report ->
                                Math.toIntExact(part.apply(report.day()).rate().valid()))
                .integer(
                        name + "_collected_s",
                        report ->
                                Math.toIntExact(part.apply(report.day()).rate().collected()));
    }

    private static Builder<DayReport> unrounded(Builder<DayReport> table) {
        return table.decimal("leq_unrounded", report -> value(report.day().leq()))
                .decimal("ld_unrounded", report -> value(report.day().day().level()))
                .decimal("ln_unrounded", report -> value(report.day().night().level()))
                .decimal("ldn_unrounded", report -> value(report.day().ldn()))
                .decimal("lmax_unrounded", report -> value(report.day().all().lmax()))
                .decimal(
                        "lmax_day_unrounded", report -> value(report.day().day().lmax()))
                .decimal(
                        "lmax_night_unrounded",
                        report -> value(report.day().night().lmax()))
                .column(
                        "levels_unrounded",
                        Type.DECIMALS,
                        report -> values(report.day().all()))
                .column("day_levels", Type.DECIMALS, report -> report.daytime().levels())
                .column(
                        "day_levels_unrounded",
                        Type.DECIMALS,
                        report -> values(report.day().day()))
                .text(
                        "day_levels_reason",
                        report -> reason(statistics(report.day().day()).getFirst()))
                .column("night_levels", Type.DECIMALS, report -> report.night().levels())
                .column(
                        "night_levels_unrounded",
                        Type.DECIMALS,
                        report -> values(report.day().night()))
                .text(
                        "night_levels_reason",
                        report -> reason(statistics(report.day().night()).getFirst()));
    }

    private static List<NoiseLevel> statistics(Part part) {
        return part.statistics().all();
    }

    private static @Nullable BigDecimal value(NoiseLevel level) {
        return level.value().orElse(null);
    }

    private static @Nullable List<BigDecimal> values(Part part) {
        return statistics(part).getFirst().value().isEmpty()
                ? null
                : statistics(part).stream()
                        .map(NoiseLevel::value)
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static @Nullable String reason(NoiseLevel level) {
        return level.shortfall().map(Shortfall::code).orElse(null);
    }

    private static DayReport report(Row row) {
        return new DayReport(
                day(row),
                Boolean.TRUE.equals(row.truth(OFFICIAL)),
                row.word("rule_set"),
                new Published(row.decimal("leq"), row.decimal("lmax"), row.decimals("levels")),
                new Published(row.decimal("ld"), row.decimal("lmax_day"), row.decimals("day_levels")),
                new Published(row.decimal("ln"), row.decimal("lmax_night"), row.decimals("night_levels")),
                row.decimal("ldn"));
    }

    private static NoiseDay day(Row row) {
        Part all = part(row, "all", "", "leq", "lmax");
        return new NoiseDay(
                new LocalDay(row.date("day"), LocalDay.CHINA),
                new DayNightHours(
                        LocalDate.MIN,
                        LocalTime.of(row.count("day_start"), 0),
                        LocalTime.of(row.count("night_start"), 0)),
                NightMeaning.of(row.word(NIGHT_MEANING)),
                all,
                part(row, "day", "day_", "ld", "lmax_day"),
                part(row, "night", "night_", "ln", "lmax_night"),
                level(row, "ldn_unrounded", Shortfall.PART_MISSING.code(), all.coverage()));
    }

    private static Part part(Row row, String counts, String prefix, String level, String lmax) {
        Coverage coverage =
                new Coverage(row.count(counts + "_valid"), row.count(counts + "_due"), row.count(counts + "_required"));
        String reason = row.text(prefix + "reason");
        return new Part(
                level(row, level + "_unrounded", reason, coverage),
                level(row, lmax + "_unrounded", reason == null ? Shortfall.NOT_SENT.code() : reason, coverage),
                statistics(row, prefix, coverage),
                coverage,
                new CollectionRate(
                        row.count(counts + "_valid_s"),
                        row.count(counts + "_collected_s"),
                        (long) coverage.expected() * NoiseHour.SECONDS));
    }

    private static StatisticalLevels statistics(Row row, String prefix, Coverage coverage) {
        StatisticalMethod method = StatisticalMethod.of(row.word("statistical_method"));
        List<BigDecimal> levels = row.decimals(prefix + "levels_unrounded");
        if (levels == null) {
            Shortfall reason = Shortfall.of(row.word(prefix + "levels_reason"));
            return StatisticalLevels.of(method, percent -> new Insufficient(reason, coverage));
        }
        return StatisticalLevels.of(method, levels);
    }

    private static NoiseLevel level(Row row, String column, @Nullable String reason, Coverage coverage) {
        BigDecimal value = row.decimal(column);
        return value == null ? new Insufficient(Shortfall.of(String.valueOf(reason)), coverage) : new Known(value);
    }
}
