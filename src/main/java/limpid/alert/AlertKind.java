package limpid.alert;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.measure.BeforeAfter;
import limpid.measure.Flags;
import limpid.measure.Language;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.UnitText;
import limpid.measure.Word;
import org.jspecify.annotations.Nullable;

/**
 * A kind of alert, from {@code kinds.csv}.
 *
 * @param code      in answers and hooks
 * @param medium    empty where it is of any medium
 * @param severity  where no rule names another
 * @param driver    what it follows from
 * @param seenZh    what was seen, in Chinese, with names in braces
 * @param seenEn    the same in English
 * @param condition when it is raised
 */
public record AlertKind(
        String code,
        Optional<Medium> medium,
        Severity severity,
        String nameZh,
        String nameEn,
        Driver driver,
        String seenZh,
        String seenEn,
        String condition) {
    /** Water sets that are due and did not come. */
    public static final String MISSING_SETS = "missing-sets";

    /** Stations that sent more than a limit of growth allows. */
    public static final String LIMIT_REACHED = "limit-reached";

    /** Stations that sent times before they were in service. */
    public static final String CLOCK_ASTRAY = "clock-astray";

    /** Stations whose instruments tell a fault. */
    public static final String EQUIPMENT = "equipment";

    /** Stations from which nothing comes. */
    public static final String SILENT = "silent";

    /** Targets of programmes that are judged otherwise than before. */
    public static final String VERDICT_CHANGED = "verdict-changed";

    /** Results that wait too long. */
    public static final String ROLLUP_LAG = "rollup-lag";

    /** Disks that are nearly full. */
    public static final String DISK = "disk";

    /** Channels of notices that take nothing. */
    public static final String CHANNEL_DEAD = "channel-dead";

    /** Backups that are not made, or not whole. */
    public static final String BACKUP_LATE = "backup-late";

    private static final List<String> CLASSES = List.of("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ");

    /** What is said in Chinese and then in English. */
    private static final Pattern BOTH_LANGUAGES = Pattern.compile("(\\p{IsHan}+) (.+)");

    private static final Map<String, AlertKind> KINDS = load();

    /** What alerts follow from. */
    public enum Driver {
        /** Readings, recomputed with them. */
        DATA,
        /** The lack of readings. */
        CLOCK,
        /** The checks of programmes. */
        CHECK,
        /** Results of the last days. */
        RESULT,
        /** This service itself. */
        SERVICE
    }

    private static Map<String, AlertKind> load() {
        return Table.resource("/limpid/alert/kinds.csv").keyed("kind", AlertKind::read);
    }

    private static AlertKind read(Row row) {
        return new AlertKind(
                row.required("kind"),
                row.optional("medium")
                        .map(medium -> row.read(
                                "medium", "a medium", code -> Medium.of(code).orElseThrow())),
                row.read("severity", Severity.CODES, text -> Severity.of(text).orElseThrow()),
                row.required("name_zh"),
                row.required("name_en"),
                row.read(
                        "driven_by",
                        "data, clock, check, result or service",
                        text -> Driver.valueOf(text.toUpperCase(Locale.ROOT))),
                row.required("seen_zh"),
                row.required("seen_en"),
                row.required("condition"));
    }

    /**
     * The kind of this code.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static AlertKind of(String code) {
        return Optional.ofNullable(KINDS.get(code))
                .orElseThrow(() -> new IllegalArgumentException("no kind of alert '" + code + "'"));
    }

    /**
     * What was seen, with these values.
     *
     * @param change the two sides of what changed; null where nothing did
     */
    public String seen(
            Language language,
            String item,
            @Nullable BigDecimal value,
            @Nullable BigDecimal threshold,
            @Nullable BeforeAfter change) {
        String[] target = item.split(" ", -1);
        return language.of(seenZh, seenEn)
                .replace("{before}", change == null ? "–" : called(change.before(), language))
                .replace("{after}", change == null ? "–" : called(change.after(), language))
                .replace("{item}", named(item, language))
                .replace("{indicator}", target.length > 1 ? target[1] : item)
                .replace("{period}", target.length > 2 ? target[2] : "")
                .replace("{valueClass}", classOf(value))
                .replace("{thresholdClass}", classOf(threshold))
                .replace("{value}", text(value))
                .replace("{threshold}", text(threshold))
                .replace(" {unit}", unit(item))
                .strip();
    }

    private static String called(String code, Language language) {
        return Word.of(code).map(word -> word.in(language)).orElse(code);
    }

    /** Parameters and the flags by which stations tell faults have names; disks and channels are called as they are. */
    private String named(String item, Language language) {
        if (code.equals(EQUIPMENT)) {
            return Arrays.stream(item.split("[ ;,]+"))
                    .map(one -> Flags.standard()
                            .byCode(one)
                            .map(flag -> language.of(flag.nameZh(), flag.nameEn()))
                            .orElse(one))
                    .collect(Collectors.joining(language.of("、", ", ")));
        }
        Matcher both = BOTH_LANGUAGES.matcher(item);
        return both.matches()
                ? language.of(both.group(1), both.group(2))
                : Parameters.standard()
                        .byCode(item)
                        .map(parameter -> language.of(parameter.nameZh(), parameter.nameEn()))
                        .orElse(item);
    }

    /** With a blank before it; empty where the item has none. */
    private static String unit(String item) {
        return Parameters.standard()
                .byCode(item)
                .map(Parameter::unit)
                .filter(unit -> !unit.equals("1"))
                .map(unit -> " " + UnitText.of(unit))
                .orElse("");
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null ? "–" : number.toPlainString();
    }

    /** Of water, 1 to 6. */
    private static String classOf(@Nullable BigDecimal number) {
        int index = number == null ? 0 : number.intValue();
        return index < 1 || index > CLASSES.size() ? text(number) : CLASSES.get(index - 1);
    }

    /** The codes of the kinds that follow from this. */
    public static List<String> of(Driver driver) {
        return KINDS.values().stream()
                .filter(kind -> kind.driver == driver)
                .map(AlertKind::code)
                .toList();
    }

    /** Every kind, in file order. */
    public static List<AlertKind> all() {
        return List.copyOf(KINDS.values());
    }
}
