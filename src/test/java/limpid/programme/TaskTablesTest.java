package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the documents' task tables is in its programme, field by field as printed. */
class TaskTablesTest {
    private static final Programmes PROGRAMMES = Programmes.shipped();

    /** Single words that stand for nothing to be done. */
    private static final Set<String> NOTHING = Set.of("", "—", "——", "。", "/");

    private static final Pattern HEADING = Pattern.compile("[一二三四五六七八九十]+、.*", Pattern.DOTALL);

    static Stream<Row> tables() {
        return Table.resource("/programme/task-tables.csv").rows().stream();
    }

    private static Programme programme(String id) {
        return PROGRAMMES.find(id).orElseThrow();
    }

    private static List<Task> tasks(String programme, String list) {
        return programme(programme).tasks().stream()
                .filter(task -> task.list().key().equals(list))
                .toList();
    }

    private static List<String> document(String programme) {
        try (InputStream in = TaskTablesTest.class.getResourceAsStream("/programme/" + programme + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row of the document: the heading above it, and its cells with what they share with the row above. */
    private record Printed(String heading, List<String> cells) {}

    /**
     * A cell begins with a tab; a row begins with a cell after an empty line. Where a row has fewer cells than columns and what
     * follows begins with no number, the page broke within it.
     */
    private static List<List<String>> rows(Row table) {
        List<String> lines = document(table.text("programme"));
        int columns = table.text("columns").split(" ").length;
        List<List<String>> rows = new ArrayList<>();
        boolean afterEmpty = true;
        for (String line : lines.subList(table.integer("first") - 1, table.integer("last"))) {
            if (line.startsWith("\t")) {
                List<String> last = rows.isEmpty() ? List.of() : rows.getLast();
                boolean broken = !last.isEmpty()
                        && last.size() < columns
                        && !isHeading(last)
                        && !line.substring(1).strip().matches("\\d*");
                if (rows.isEmpty() || afterEmpty && !broken) {
                    rows.add(new ArrayList<>());
                }
                rows.getLast().add(line.substring(1));
                afterEmpty = false;
            } else if (line.isBlank()) {
                afterEmpty = true;
            } else {
                List<String> cells = rows.getLast();
                cells.set(cells.size() - 1, cells.getLast() + "\n" + line);
                afterEmpty = false;
            }
        }
        return rows;
    }

    private static boolean isHeading(List<String> cells) {
        return cells.size() == 1 && HEADING.matcher(cells.getFirst()).matches();
    }

    private static List<Printed> printed(Row table) {
        List<Printed> printed = new ArrayList<>();
        String heading = "";
        for (List<String> cells : rows(table)) {
            if (isHeading(cells)) {
                heading = cells.getFirst();
            } else if (!cells.getFirst().equals("环境问题")
                    && !(cells.size() == 1 && bare(cells.getFirst()).isEmpty())) {
                printed.add(new Printed(heading, cells));
            }
        }
        return printed;
    }

    /** Without blanks, which the documents use for the looks, and the brackets of formulas. */
    private static String bare(String text) {
        return text.replaceAll("[\\s\\u3000\\u00A0]", "");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRowIsThereInItsOrder(Row table) {
        List<Task> tasks = tasks(table.text("programme"), table.text("list"));
        assertEquals(table.integer("rows"), tasks.size());
        assertEquals(printed(table).size(), tasks.size());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyFieldIsAsPrinted(Row table) {
        List<Task> tasks = tasks(table.text("programme"), table.text("list"));
        List<Printed> rows = printed(table);
        List<Map<String, List<String>>> fields = new ArrayList<>();
        for (Printed row : rows) {
            Map<String, List<String>> own = fields(table, row.cells());
            inherit(table, own, fields.isEmpty() ? Map.of() : fields.getLast());
            fields.add(own);
        }
        assertAll(Stream.iterate(0, i -> i < tasks.size(), i -> i + 1)
                .map(i ->
                        () -> assertRow(tasks.get(i), fields.get(i), rows.get(i).heading())));
    }

    private static Map<String, List<String>> fields(Row table, List<String> cells) {
        List<String> columns = new ArrayList<>(List.of(table.text("columns").split(" ")));
        int star = columns.indexOf("plan*");
        if (star >= 0) {
            boolean leadsAndAssistsAreOne = cells.getLast().startsWith("由");
            if (leadsAndAssistsAreOne) {
                columns.remove("support");
            }
            columns.remove(star);
            while (columns.size() < cells.size()) {
                columns.add(star, "plan");
            }
        }
        assertEquals(columns.size(), cells.size(), cells::toString);
        Map<String, List<String>> fields = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.computeIfAbsent(columns.get(i), column -> new ArrayList<>())
                    .add(cells.get(i).strip());
        }
        return fields;
    }

    private static void inherit(Row table, Map<String, List<String>> own, Map<String, List<String>> above) {
        boolean belongs = own.getOrDefault("no", List.of("")).getFirst().isEmpty();
        boolean nobody = Stream.of("units", "support")
                .allMatch(who -> own.getOrDefault(who, List.of("")).getFirst().isEmpty());
        for (String column : table.text("joined").split(" ")) {
            List<String> cells = own.get(column);
            boolean ofWho = Set.of("units", "support").contains(column);
            if (cells != null
                    && above.containsKey(column)
                    && cells.getFirst().isEmpty()
                    && (!ofWho || belongs && nobody)) {
                cells.set(0, above.get(column).getFirst());
            }
        }
    }

    private static void assertRow(Task task, Map<String, List<String>> printed, String heading) {
        Map<String, String> own = new HashMap<>();
        own.put("no", task.no());
        own.put("group", task.group());
        own.put("task", task.name());
        own.put("content", task.content());
        own.put("plan", String.join("|", task.plan()));
        own.put("lead", task.responsible().leadWords());
        own.put("units", task.responsible().unitWords());
        own.put("support", task.responsible().supportWords());
        own.put("note", task.note());
        own.put("due", task.dueWords());
        own.forEach((field, value) -> {
            List<String> cells = printed.getOrDefault(field, List.of());
            String expected =
                    switch (field) {
                        case "plan" -> cells.stream().allMatch(String::isEmpty) ? "" : String.join("|", cells);
                        case "group" -> cells.isEmpty() ? heading : String.join("\n", cells);
                        case "due" -> cells.isEmpty() ? value : String.join("\n", cells);
                        default -> String.join("\n", cells);
                    };
            assertEquals(bare(expected), bare(value), task.code() + " " + field);
        });
    }

    /** The 26 of Liupanshui stand in sentences: number and task, then 牵头单位 and 责任单位. */
    @Test
    void theRowsOfLiupanshuiAreAsPrinted() {
        String text = String.join("\n", document("liupanshui-2017").subList(22, 196));
        Matcher found = Pattern.compile(
                        "(?m)^(\\d+)\\. ([^\\n]+)\\n\\n牵头单位[:：]([^\\n]+)\\n\\n责任单位[:：]([^\\n]+(?:\\n\\n会，[^\\n]+)?)")
                .matcher(text);
        List<Task> tasks = tasks("liupanshui-2017", "26");
        int rows = 0;
        while (found.find()) {
            Task task = tasks.get(rows++);
            assertEquals(found.group(1), task.no());
            assertEquals(bare(found.group(2)), bare(task.name()));
            assertEquals(bare(found.group(3)), bare(task.responsible().leadWords()));
            // A page ends within 管委会, once between its letters and once after it.
            String units = bare(found.group(4)).replace("管委会会，", "管委会，");
            assertEquals(units, bare(task.responsible().unitWords()));
            String heading = text.substring(0, found.start());
            assertTrue(heading.contains(task.group()), task.code());
            assertTrue(
                    task.indicators().contains(task.no()) || task.indicators().contains(task.no() + "a"), task.code());
        }
        assertEquals(26, rows);
        assertEquals(26, tasks.size());
    }

    @Test
    void nothingElseIsThere() {
        Set<String> known = new LinkedHashSet<>();
        tables().forEach(table -> known.add(table.text("programme") + " " + table.text("list")));
        known.add("liupanshui-2017 26");
        for (Programme programme : PROGRAMMES.all()) {
            for (Task task : programme.tasks()) {
                assertTrue(known.contains(programme.id() + " " + task.list().key()), task.code());
            }
            for (TaskList list : programme.taskLists()) {
                assertFalse(tasks(programme.id(), list.key()).isEmpty(), list.key());
                String document = bare(String.join("", document(programme.id())));
                assertTrue(document.contains(bare(list.titleZh())), list.titleZh());
            }
        }
    }

    /** Of a month its last day, of years the last that has a step; where the row prints none, the year of the table's title. */
    @Test
    void theDeadlineIsAsPrinted() {
        for (Programme programme : PROGRAMMES.all()) {
            for (Task task : programme.tasks()) {
                LocalDate due = task.due();
                if (due != null) {
                    assertEquals(date(task.dueWords()), due, task.code());
                } else {
                    assertTrue(Set.of("", "常年实施").contains(task.dueWords()), task.code());
                }
                boolean printed = String.join("", task.list().plan())
                        .concat(bare(task.list().titleZh()))
                        .concat(task.list().document().titleZh())
                        .concat(task.content())
                        .contains(task.dueWords());
                boolean inItsOwnCell = tables().anyMatch(table ->
                        table.text("programme").equals(programme.id())
                                && table.text("list").equals(task.list().key())
                                && List.of(table.text("columns").split(" ")).contains("due"));
                assertTrue(
                        printed
                                || inItsOwnCell
                                || task.list().key().equals("3")
                                || task.list().key().equals("6.1"),
                        task.code() + " " + task.dueWords());
            }
        }
    }

    private static LocalDate date(String words) {
        String text = bare(words);
        Matcher day = Pattern.compile(".*?(\\d{4})年(\\d+)月(\\d+)日").matcher(text);
        if (day.matches()) {
            return LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
        }
        if (text.contains("上半年")) {
            return LocalDate.of(Integer.parseInt(text.substring(0, 4)), 6, 30);
        }
        List<Integer> years = all("(\\d{4})(?=年|\\.|$)", text);
        List<Integer> months = all("(?<=[年.\\-—至])(\\d{1,2})(?=月|$)", text);
        assertFalse(years.isEmpty(), words);
        return months.isEmpty()
                ? LocalDate.of(years.getLast(), 12, 31)
                : YearMonth.of(years.getLast(), months.getLast()).atEndOfMonth();
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static List<Integer> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    /** Where cells are not joined, the deadline is the last year that has a step. */
    @Test
    void theLastStepIsTheDeadline() {
        for (Task task : programme("qidong-263").tasks()) {
            List<String> years = task.list().plan();
            if (years.size() == 4
                    && years.getFirst().startsWith("2017")
                    && task.plan().size() == 4) {
                String last = "";
                for (int i = 0; i < years.size(); i++) {
                    last = NOTHING.contains(task.plan().get(i)) ? last : years.get(i);
                }
                assertEquals(last, task.dueWords(), task.code());
            }
        }
    }

    /** Every indicator that names a row of a table as its place is served by that row. */
    @Test
    void everyRowServesTheIndicatorsThatWereTakenFromIt() {
        assertAll(PROGRAMMES.all().stream().flatMap(programme -> programme.indicators().stream()
                .flatMap(indicator -> indicator.targets().stream().map(target -> () -> {
                    String key = served(programme.id(), target);
                    if (!key.isEmpty()) {
                        assertTrue(
                                programme.tasks().stream()
                                        .filter(task -> (task.list().key() + " " + task.no()).equals(key))
                                        .anyMatch(task -> task.indicators().contains(indicator.code())),
                                programme.id() + " " + indicator.code() + " " + target.locator());
                    }
                }))));
    }

    /** Table and number of a locator; empty where it names no row. */
    private static String served(String programme, Target target) {
        String locator = target.locator();
        if (programme.equals("yangjiang") && locator.startsWith("row ")) {
            return (target.document().key().equals("d2") ? "2015 " : "2016 ") + locator.substring("row ".length());
        }
        if (programme.equals("liupanshui-2017") && locator.matches("#\\d+")) {
            return "26 " + locator.substring(1);
        }
        Matcher row = Pattern.compile("t(\\d+\\.\\d) #?(?:\\d+-)?(\\d+)").matcher(locator);
        return programme.equals("qidong-263") && row.matches() ? row.group(1) + " " + row.group(2) : "";
    }

    /** All names of a cell are in the lists of units, and nothing else is. */
    @Test
    void unitsAreThoseOfTheCells() {
        for (Programme programme : PROGRAMMES.all()) {
            for (Task task : programme.tasks()) {
                Responsible who = task.responsible();
                String words = bare(who.leadWords() + who.unitWords() + who.supportWords());
                for (String unit : who.all()) {
                    assertTrue(words.contains(bare(unit)), task.code() + " " + unit);
                    assertFalse(unit.matches(".*(牵头|配合|参与).*"), task.code() + " " + unit);
                    assertTrue(bare(unit).length() <= 28, task.code() + " " + unit);
                }
                String rest = words;
                for (String unit : who.all().stream()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList()) {
                    rest = rest.replace(bare(unit), "");
                }
                assertTrue(
                        rest.matches("([、，,；;。:：（）()]|牵头|配合|参与|落实|会同|相应|等|部门|由|和|根据职责|对口依法查处|注销相关证照"
                                + "|建立联席会议制度并按责任分工|各负其责|按职责分工做好相关行业领域危险化学品安全综合治理工作|主体实施)*"),
                        task.code() + " " + rest);
            }
        }
    }

    @Test
    void cellsThatSayWhoLeadsAreReadSo() {
        Responsible hazards = Responsible.of("汇龙镇、住建局牵头，水务局、交通局、环保局，铁路办配合", "", "");
        assertEquals(List.of("汇龙镇", "住建局"), hazards.lead());
        assertEquals(List.of("水务局", "交通局", "环保局", "铁路办"), hazards.support());
        Responsible brackets = Responsible.of("", "江城区政府、各县（市、区）政府（管委会），市经济和信息化局、市水务集团。", "");
        assertEquals(List.of("江城区政府", "各县（市、区）政府（管委会）", "市经济和信息化局", "市水务集团"), brackets.units());
        assertEquals(List.of("环保局"), Responsible.of("环保局牵头(滨江精细化工园落实)", "", "").lead());
        assertEquals(
                List.of("滨江精细化工园"), Responsible.of("环保局牵头(滨江精细化工园落实)", "", "").units());
        assertEquals(
                Arrays.asList("市创模办", "各有关单位"),
                Responsible.of("市创模办牵头，各有关单位配合", "", "").all());
    }
}
