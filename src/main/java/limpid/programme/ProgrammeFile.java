package limpid.programme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Programme.Assessment;
import limpid.programme.Programme.Document;
import org.jspecify.annotations.Nullable;

/** Reads a programme from its YAML file; what is wrong is refused with file, line and reason. */
public final class ProgrammeFile {
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<String, Area> areas = new LinkedHashMap<>();

    private ProgrammeFile() {}

    /**
     * Reads a programme.
     *
     * @param file how complaints call it
     * @throws Refused where it cannot be used
     */
    public static Programme read(String file, String yaml) {
        return new ProgrammeFile().programme(YamlMap.root(file, yaml));
    }

    private Programme programme(YamlMap map) {
        map.only(
                "id nameZh nameEn city national assessment builtUpAreaM2 least reportDays areas documents tasks indicators");
        for (YamlMap document : map.maps("documents")) {
            document.only("key file titleZh titleEn");
            documents.put(
                    document.text("key"),
                    new Document(
                            document.text("key"),
                            document.text("file"),
                            document.text("titleZh"),
                            document.text("titleEn")));
        }
        areas(map);
        List<Indicator> indicators = new ArrayList<>();
        for (YamlMap indicator : map.maps("indicators")) {
            Indicator read = indicator(indicator);
            if (indicators.stream().anyMatch(other -> other.code().equals(read.code()))) {
                throw indicator.refused("indicator " + read.code() + " stands twice");
            }
            indicators.add(read);
        }
        map.maps("indicators").stream()
                .filter(indicator -> indicator.has("parts"))
                .forEach(joint -> requireParts(joint, indicators));
        return new Programme(
                map.read("id", ProgrammeFile::id),
                map.text("nameZh"),
                map.text("nameEn"),
                map.text("city", ""),
                map.text("national", ""),
                map.read("assessment", text -> constant(Assessment.class, text)),
                map.has("builtUpAreaM2") ? map.read("builtUpAreaM2", ProgrammeFile::number) : null,
                map.has("least") ? least(map.map("least")) : LeastData.DEFAULT,
                reportDays(map),
                List.copyOf(areas.values()),
                List.copyOf(documents.values()),
                indicators,
                map.has("tasks") ? taskLists(map) : List.of(),
                List.of());
    }

    private static List<MonthDay> reportDays(YamlMap programme) {
        try {
            return programme.texts("reportDays").stream()
                    .map(day -> MonthDay.parse("--" + day))
                    .toList();
        } catch (DateTimeException e) {
            throw programme.refused("reportDays are days such as \"06-10\": " + e.getMessage());
        }
    }

    private void areas(YamlMap programme) {
        for (YamlMap map : programme.has("areas") ? programme.maps("areas") : List.<YamlMap>of()) {
            map.only("key nameZh nameEn districts stations");
            Area area = new Area(
                    map.read("key", ProgrammeFile::listKey),
                    map.text("nameZh"),
                    map.text("nameEn"),
                    map.texts("districts"),
                    map.texts("stations"));
            if (area.isCity()) {
                throw map.refused("area " + area.key() + " names neither districts nor stations");
            }
            if (areas.put(area.key(), area) != null) {
                throw map.refused("area " + area.key() + " stands twice");
            }
        }
    }

    private Measure measure(String text) {
        Measure measure = Measure.parse(text);
        measure.option("area").filter(key -> !areas.containsKey(key)).ifPresent(key -> {
            throw new IllegalArgumentException("'" + key + "' is not the key of an area of this file");
        });
        return measure;
    }

    private List<TaskList> taskLists(YamlMap programme) {
        List<TaskList> lists = new ArrayList<>();
        for (YamlMap map : programme.maps("tasks")) {
            map.only("key document titleZh titleEn plan");
            TaskList list = new TaskList(
                    map.read("key", ProgrammeFile::listKey),
                    map.read("document", this::document),
                    map.text("titleZh"),
                    map.text("titleEn"),
                    map.texts("plan"));
            if (lists.stream().anyMatch(other -> other.key().equals(list.key()))) {
                throw map.refused("task list " + list.key() + " stands twice");
            }
            lists.add(list);
        }
        return lists;
    }

    private static String listKey(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9.]{0,30}")) {
            throw new IllegalArgumentException("'" + text + "' is not made of letters, digits and points");
        }
        return text;
    }

    private static LeastData least(YamlMap map) {
        map.only("sections points items cities");
        LeastData usual = LeastData.DEFAULT;
        try {
            return new LeastData(
                    share(map, "sections", usual.sections()),
                    share(map, "points", usual.points()),
                    share(map, "items", usual.items()),
                    share(map, "cities", usual.cities()));
        } catch (Refused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw map.refused("least " + e.getMessage());
        }
    }

    private static BigDecimal share(YamlMap map, String name, BigDecimal usual) {
        return map.has(name) ? map.read(name, ProgrammeFile::number) : usual;
    }

    /** What is met by its parts needs all of them. */
    private static void requireParts(YamlMap joint, List<Indicator> indicators) {
        List<String> there = indicators.stream()
                .filter(indicator -> indicator.no().equals(joint.text("no")))
                .map(Indicator::part)
                .filter(part -> !part.isEmpty())
                .sorted()
                .toList();
        List<String> named =
                Parts.parse(joint.text("parts")).names().stream().sorted().toList();
        if (!named.equals(there)) {
            throw joint.refused("parts names " + named + ", indicator " + joint.text("no") + " has " + there);
        }
    }

    private static String id(String text) {
        if (!text.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("'" + text + "' is not made of small letters, digits and dashes");
        }
        return text;
    }

    private Indicator indicator(YamlMap map) {
        map.only(
                "no part parts same group nameZh nameEn unit scope span direction computed meets precision items appliesTo "
                        + "units targets");
        Measure computed = map.has("computed") ? map.read("computed", this::measure) : null;
        if (computed != null && (map.has("meets") || map.has("items") || map.has("appliesTo"))) {
            throw map.refused("meets, items and appliesTo are for reported indicators");
        }
        Parts parts = map.has("parts") ? map.read("parts", Parts::parse) : null;
        if (parts != null
                && Stream.of("part", "computed", "meets", "items", "appliesTo").anyMatch(map::has)) {
            throw map.refused(
                    "an indicator with parts follows from these: no part, computed, meets, items or appliesTo");
        }
        String unit = map.text("unit", "");
        Direction direction = map.read("direction", text -> constant(Direction.class, text));
        return new Indicator(
                map.text("no"),
                map.text("part", ""),
                map.text("group", ""),
                map.text("nameZh"),
                map.text("nameEn"),
                unit,
                map.text("scope"),
                map.text("span", ""),
                direction,
                computed,
                parts,
                map.has("meets") ? map.read("meets", Condition::parse) : Condition.COMPARE,
                precision(map, computed),
                map.texts("items"),
                map.text("appliesTo", ""),
                map.text("same", ""),
                targets(map, unit, direction));
    }

    private static Precision precision(YamlMap map, @Nullable Measure computed) {
        if (map.has("precision")) {
            return map.read("precision", text -> constant(Precision.class, text));
        }
        return computed == null ? Precision.EXACT : computed.kind().precision();
    }

    private List<Target> targets(YamlMap indicator, String unit, Direction direction) {
        List<Target> targets = new ArrayList<>();
        for (YamlMap map : indicator.maps("targets")) {
            Target target = target(map, unit, indicator.texts("units"));
            targets.forEach(other -> refuseConflict(map, direction, other, target));
            targets.add(target);
        }
        return targets;
    }

    /** @param units who answers for it where the target does not say */
    private Target target(YamlMap map, String unit, List<String> units) {
        map.only("period due dueWords operator value valueEn words unit kind aim document locator monitored quote lead "
                + "units meets note anomaly");
        String value = map.text("value");
        return new Target(
                map.text("period").equals("assessed") ? null : map.read("period", ProgrammeFile::period),
                map.has("due") ? map.read("due", ProgrammeFile::date) : null,
                map.text("dueWords", ""),
                map.read("operator", text -> Operator.of(text)
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of < <= = >= >"))),
                value,
                map.text("valueEn", ""),
                map.text("words", value),
                map.text("unit", unit),
                map.read("kind", text -> constant(Target.Kind.class, text)),
                map.text("aim", "no").equals("yes"),
                map.read("document", this::document),
                map.text("locator"),
                map.text("monitored", "n"),
                map.text("quote", ""),
                map.texts("lead"),
                map.has("units") || map.has("lead") ? map.texts("units") : units,
                map.has("meets") ? map.read("meets", Condition::parse) : null,
                map.text("note", ""),
                map.text("anomaly", ""),
                map.line());
    }

    private Document document(String key) {
        Document document = documents.get(key);
        if (document == null) {
            throw new IllegalArgumentException("'" + key + "' is not the key of a document of this file");
        }
        return document;
    }

    private static AssessmentPeriod period(String text) {
        return AssessmentPeriod.named(text, AssessmentPeriod.PUBLISHED)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is neither 'assessed' nor "
                        + AssessmentPeriod.expected(AssessmentPeriod.PUBLISHED)));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a date such as 2017-08-31");
        }
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
    }

    /** No value may be asked to meet two targets that exclude each other. */
    private static void refuseConflict(YamlMap map, Direction direction, Target one, Target other) {
        boolean sameGoal = !one.kind().isFact()
                && !other.kind().isFact()
                && String.valueOf(one.period()).equals(String.valueOf(other.period()));
        if (sameGoal && Bounds.exclude(direction, one, other)) {
            throw map.refused("contradicts the target of line " + one.line() + ": no figure is both "
                    + one.operator().sign() + " " + one.printed() + " and "
                    + other.operator().sign() + " " + other.printed());
        }
        if (sameGoal && one.anomaly().isEmpty() && other.anomaly().isEmpty()) {
            throw map.refused("a second target beside that of line " + one.line()
                    + "; where the document prints both, say so as anomaly");
        }
    }

    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = word(constant);
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", words));
    }

    /** As in files: {@code lastFullYear}. */
    private static String word(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }

    /** Which figures two targets leave. */
    private static final class Bounds {
        private Bounds() {}

        static boolean exclude(Direction direction, Target one, Target other) {
            return one.number()
                    .flatMap(first -> other.number().map(second -> {
                        Operator left = direction.reading(one.operator());
                        Operator right = direction.reading(other.operator());
                        return below(left, first, right, second) || below(right, second, left, first);
                    }))
                    .orElse(false);
        }

        /** Whether all that the first allows lies below all that the second allows. */
        private static boolean below(Operator first, BigDecimal top, Operator second, BigDecimal bottom) {
            if (first.isLowerBound() || second.isUpperBound()) {
                return false;
            }
            int comparison = top.compareTo(bottom);
            boolean strict = first == Operator.LESS || second == Operator.MORE;
            return comparison < 0 || comparison == 0 && strict;
        }
    }

    /** A programme, or another file of rules, that cannot be used. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        /** A file of rules that cannot be used. @param line 0 where it is of none */
        public static Refused at(String file, int line, String reason) {
            return new Refused(file, line, reason);
        }

        Refused(String file, int line, String reason) {
            super(file + (line > 0 ? " line " + line : "") + ": " + reason);
        }
    }
}
