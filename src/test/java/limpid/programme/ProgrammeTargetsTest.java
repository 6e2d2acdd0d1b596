package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every target of the five documents is in its programme as printed, field by field, and reached by a check of its year. The
 * documents stand beside the table that says at which lines their rows and clauses are.
 */
class ProgrammeTargetsTest {
    private static final Programmes PROGRAMMES = Programmes.shipped();

    /** Words that stand for a number. */
    private static final Map<String, String> NUMBERS = Map.of(
            "全面消除", "0",
            "在2018年底前完成", "100",
            "不超过2007年水平", "100",
            "Ⅲ类以上", "3",
            "每年一次", "1",
            "一年两次", "2",
            "至少建设一套", "1",
            "每年至少开展一次", "1");

    private static final Map<String, List<String>> UNITS = Map.of(
            "m2", List.of("m2", "m <sup>2</sup>"),
            "dB(A)", List.of("dB(A)", "\\text{dB}(\\text{A})"),
            "ug/m3", List.of("μg/m <sup>3</sup>"),
            "per year", List.of("每年", "一年"),
            "per day", List.of("每天"),
            "class", List.of("类"),
            "sections", List.of("断面"),
            "days", List.of("天", "日"),
            "years", List.of("年"));

    /** What a name says of its kind of figure, where a sentence says it by its verb. */
    private static final String KIND_OF_FIGURE = "数|较|比例|占|与|之比|年限|时限|面积|变化|率|及|累计|类别|频次|能力|保存|断面|削减";

    /** Words of a name that a clause has in others: PM10 and PM2.5, 未发生; the row of a table that means what the text names. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "qingyuan 4", "可吸入颗粒",
            "qingyuan 5", "颗粒",
            "qingyuan 23", "可吸入颗粒",
            "qingyuan 24", "颗粒",
            "liupanshui-2017 2", "无",
            "qidong-263 33", "新庄");

    /** Where the row of the target stands in the document. */
    private record Place(List<String> lines, int first, int last, String head) {
        String clause() {
            return String.join("\n", lines.subList(first - 1, last));
        }
    }

    private static final List<Row> CLAUSES =
            Table.resource("/programme/clauses.csv").rows();

    private record Printed(Programme programme, Indicator indicator, Target target) {
        Place place() {
            List<String> lines = document(programme.id());
            Row row = CLAUSES.stream()
                    .filter(clause -> clause.text("programme").equals(programme.id())
                            && clause.text("document").equals(target.document().key())
                            && clause.text("locator").equals(target.locator()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no clause of " + name()));
            String head = row.text("headFirst").isEmpty()
                    ? ""
                    : String.join(
                            "\n",
                            lines.subList(
                                    Integer.parseInt(row.text("headFirst")) - 1,
                                    Integer.parseInt(row.text("headLast"))));
            return new Place(lines, Integer.parseInt(row.text("first")), Integer.parseInt(row.text("last")), head);
        }

        String name() {
            return programme.id() + " " + indicator.code() + " line " + target.line();
        }
    }

    private static List<String> document(String programme) {
        try (InputStream in = ProgrammeTargetsTest.class.getResourceAsStream("/programme/" + programme + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Printed> targets() {
        return Stream.of("yangjiang", "jiangmen", "liupanshui-2017", "qingyuan", "qidong-263")
                .map(id -> PROGRAMMES.find(id).orElseThrow())
                .flatMap(programme -> programme.indicators().stream().flatMap(indicator -> indicator.targets().stream()
                        .map(target -> new Printed(programme, indicator, target))));
    }

    /** Parts are joined by the programme; no row of the document prints the whole again. */
    private static Stream<Printed> printed() {
        return targets().filter(printed -> printed.indicator().parts() == null);
    }

    private static void each(Consumer<Printed> check) {
        assertAll(printed().map(printed -> () -> check.accept(printed)));
    }

    @ParameterizedTest
    @CsvSource({"yangjiang, 73", "jiangmen, 97", "liupanshui-2017, 43", "qingyuan, 26", "qidong-263, 112"})
    void everyRowIsThere(String programme, int rows) {
        assertEquals(
                rows,
                targets()
                        .filter(target -> target.programme().id().equals(programme))
                        .count());
    }

    @Test
    void theQuoteStandsAtItsClause() {
        each(printed -> {
            assertFalse(printed.target().quote().isEmpty(), printed.name());
            assertTrue(printed.place().clause().contains(printed.target().quote()), printed.name());
        });
    }

    @Test
    void theWordsStandAtTheClauseAndSayTheValue() {
        each(printed -> {
            Target target = printed.target();
            assertTrue(printed.place().clause().contains(target.words()), printed.name() + target.words());
            assertEquals(
                    value(target),
                    target.number().map(BigDecimal::abs).map(Object::toString).orElse(target.printed()),
                    printed.name());
        });
    }

    private static String value(Target target) {
        if (target.number().isEmpty()) {
            return target.words();
        }
        String number = target.number().get().abs().toString();
        Matcher found = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d.])")
                .matcher(target.words());
        return NUMBERS.getOrDefault(target.words(), found.find() ? found.group() : "");
    }

    @Test
    void whatFallsIsNegative() {
        each(printed -> {
            boolean negative = target(printed).map(BigDecimal::signum).orElse(0) < 0;
            boolean falls = target(printed).isPresent()
                    && printed.target().words().matches(".*(减少|下降).*")
                    && printed.indicator().direction() != Direction.UP;
            assertEquals(falls, negative, printed.name());
        });
    }

    private static Optional<BigDecimal> target(Printed printed) {
        return printed.target().number();
    }

    /** 以上, 以下 and what is not 低于 or 超过 include the number. */
    @Test
    void theOperatorIsAsPrinted() {
        each(printed -> {
            if (printed.target().number().isPresent()) {
                assertEquals(
                        operator(printed.target()),
                        printed.target().operator(),
                        printed.name() + printed.target().words());
            }
        });
    }

    private static Operator operator(Target target) {
        String words = target.words();
        if (target.unit().equals("class")) {
            return Operator.AT_MOST;
        }
        if (words.matches(".*(不超过|不得超过|以下|≤|\\\\leq|日内|小时内).*")) {
            return Operator.AT_MOST;
        }
        if (words.matches(".*(不低于|不少于|至少|以上|≥|\\\\geq|分别下降 30%与 27%以上).*") || words.contains("2倍或以上")) {
            return Operator.AT_LEAST;
        }
        if (words.matches(".*(低于|<).*")) {
            return Operator.LESS;
        }
        return words.matches(".*(高于|超过|大于|>).*") ? Operator.MORE : Operator.EQUAL;
    }

    @Test
    void theUnitIsAsPrinted() {
        each(printed -> {
            Target target = printed.target();
            String text = target.words()
                    + target.quote()
                    + printed.place().clause()
                    + printed.place().head();
            boolean there = UNITS.getOrDefault(target.unit(), List.of(target.unitZh())).stream()
                    .anyMatch(text::contains);
            boolean head = printed.place().clause().matches("\\d[\\d/]*")
                    || target.note().startsWith("cell ");
            assertTrue(there || head || NUMBERS.containsKey(target.words()), printed.name() + " " + target.unitZh());
        });
    }

    @Test
    void theDueDateIsAsPrinted() {
        each(printed -> {
            Target target = printed.target();
            if (!target.dueWords().isEmpty()) {
                String text = printed.place().clause() + printed.place().head();
                assertTrue(text.contains(target.dueWords()), printed.name() + target.dueWords());
                assertEquals(date(target.dueWords()), end(target), printed.name());
            } else if (target.period() != null && !target.note().startsWith("no year printed")) {
                String year = String.valueOf(target.period().startInclusive().getYear());
                String text = printed.place().head() + printed.place().clause();
                assertTrue(text.contains(year) || text.contains("今年") || text.contains("年内"), printed.name());
            }
        });
    }

    private static LocalDate end(Target target) {
        return target.due() == null ? Objects.requireNonNull(target.period()).lastDay() : target.due();
    }

    private static LocalDate date(String words) {
        String text = words.replace(" ", "")
                .replace("“十二五”期末", "2015年底")
                .replace("今年", "2017年")
                .replaceAll(".*—", "");
        Matcher found =
                Pattern.compile("(\\d{4})年(?:(\\d{1,2})月)?(?:(\\d{1,2})日)?").matcher(text);
        assertTrue(found.find(), words);
        int year = Integer.parseInt(found.group(1));
        if (found.group(3) != null) {
            return LocalDate.of(year, Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
        }
        return found.group(2) == null
                ? LocalDate.of(year, 12, 31)
                : YearMonth.of(year, Integer.parseInt(found.group(2))).atEndOfMonth();
    }

    @Test
    void whatIsStrivenForIsMarked() {
        each(printed -> assertEquals(
                (printed.target().quote() + printed.target().words()).matches(".*(力争|争取|左右).*"),
                printed.target().aim(),
                printed.name()));
    }

    /** All units of the row or of the clause's brackets, in their order, and nobody where none is printed. */
    @Test
    void theResponsibleUnitsAreAsPrinted() {
        each(printed -> {
            Target target = printed.target();
            String text = printed.place().clause();
            String clause = bare(text);
            String lead = bare(String.join("", target.lead()));
            String units = bare(String.join("", target.units()));
            if (lead.isEmpty() && units.isEmpty()) {
                assertFalse(text.matches("(?s).*(牵头单位[:：]|牵头[，）)]).*"), printed.name());
            } else {
                assertTrue(
                        isWhole(clause, lead, units) || isWhole(clause, "", lead) && isWhole(clause, "", units),
                        printed.name() + " " + lead + " " + units);
            }
        });
    }

    /** Whether the units, after those that lead, are all that stands in a cell or between brackets. */
    private static boolean isWhole(String clause, String lead, String units) {
        String start = lead.isEmpty() ? "" : Pattern.quote(lead) + "\\|?";
        return Pattern.compile("(^|[|〔（(])" + start + Pattern.quote(units) + "($|[|〕）)])")
                .matcher(clause)
                .find();
    }

    /** Without what stands between the names of units; a new cell of a table is a bar. */
    private static String bare(String text) {
        return text.replace("\n\t", "|")
                .replaceAll("等部门建立联席会议制度并按责任分工落实", "")
                .replaceAll("牵头单位", "〔")
                .replaceAll("责任单位|责任部门|牵头|参与|负责落实|负责|落实|配合|会同|实施|由", "")
                .replaceAll("等(?=[，,、。|）〕)]|$)", "")
                .replaceAll("[、，,；;。：:和\\s]", "");
    }

    /** Most clauses are sentences: a name is made of their words, and of such as say what kind of figure it is. */
    @Test
    void theNameIsMadeOfTheWordsOfTheClause() {
        each(printed -> {
            String text = letters(printed.place().clause() + printed.place().head());
            String known = OTHER_WORDS.getOrDefault(
                    printed.programme().id() + " " + printed.indicator().code(), "");
            String strange = letters(printed.indicator().nameZh().replaceAll(KIND_OF_FIGURE, ""))
                    .chars()
                    .filter(letter -> text.indexOf(letter) < 0 && known.indexOf(letter) < 0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertEquals("", strange, printed.name() + " " + printed.indicator().nameZh());
        });
    }

    private static String letters(String text) {
        return text.replaceAll("<[^>]*>", "").replaceAll("[^\\u4e00-\\u9fffA-Za-z0-9.]", "");
    }

    @Test
    void everyTargetIsReachedByACheckOfItsYear() {
        assertAll(targets().map(printed -> () -> assertReached(printed)));
    }

    private static void assertReached(Printed printed) {
        Target target = printed.target();
        LocalDate end = target.period() == null
                ? LocalDate.of(2018, 12, 31)
                : yearEnd(target.period().lastDay());
        List<Check> checks = Assessor.check(printed.programme(), printed.indicator(), new Given(), end).stream()
                .filter(check -> check.question().target().equals(target))
                .toList();
        assertEquals(1, checks.size(), printed.name());
        assertFalse(checks.getFirst().verdict().isEmpty());
    }

    private static LocalDate yearEnd(LocalDate date) {
        return LocalDate.of(date.getYear(), 12, 31);
    }

    @Test
    void everyUnitAndWordIsNamedInBothLanguages() {
        Set<String> same = Set.of("", "%", "dB(A)", "mg/kg");
        for (Programme programme : PROGRAMMES.all()) {
            for (Indicator indicator : programme.indicators()) {
                for (Target target : indicator.targets()) {
                    assertTrue(
                            same.contains(target.unit()) || !target.unitZh().equals(target.unit()),
                            programme.id() + " " + indicator.code() + " " + target.unit());
                    assertTrue(
                            target.number().isPresent() || !target.printedEn().isEmpty(),
                            programme.id() + " " + indicator.code());
                }
            }
        }
    }

    @Test
    void theNationalSetHas26IndicatorsIn29Rows() {
        List<Indicator> indicators = PROGRAMMES.find("model-city-6").orElseThrow().indicators().stream()
                .filter(indicator -> indicator.parts() == null)
                .toList();
        assertEquals(29, indicators.size());
        assertEquals(26, indicators.stream().map(Indicator::no).distinct().count());
    }

    @Test
    void allOf26StandInLiupanshuisOwnSet() {
        List<Indicator> indicators =
                PROGRAMMES.find("liupanshui-2017").orElseThrow().indicators();
        assertTrue(PROGRAMMES.find("model-city-6").orElseThrow().indicators().stream()
                .allMatch(national ->
                        indicators.stream().anyMatch(own -> own.code().equals(national.code()))));
    }

    @Test
    void everyIndicatorIsNamedInBothLanguages() {
        for (Programme programme : PROGRAMMES.all()) {
            for (Indicator indicator : programme.indicators()) {
                assertTrue(indicator.nameZh().matches(".*[\\u4e00-\\u9fff].*"), indicator.nameEn());
                assertFalse(indicator.nameEn().isBlank(), indicator.nameZh());
            }
        }
    }
}
