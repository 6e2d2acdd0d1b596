package limpid.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Table;
import limpid.measure.Table.Line;
import limpid.measure.Table.Malformed;
import limpid.measure.Table.Row;
import limpid.register.Content;
import limpid.sheet.Form.Column;
import org.jspecify.annotations.Nullable;

/**
 * A table as somebody wrote it, CSV or a workbook, and the table that an import reads. Headers may be in Chinese, items of water
 * may stand side by side, dates as they are written in offices, stations by their names. A table with the import's own headers
 * is handed on as it is.
 */
public final class OfficeTable {
    private static final Set<String> NOT_DETECTED = Set.of("未检出", "ND", "N.D.", "nd", "<DL", "<检出限", "低于检出限", "小于检出限");

    private static final Set<String> NOT_MEASURED = Set.of("/", "-", "--", "—", "——", "未测", "未监测", "无");
    private static final Set<String> LIMITS = Set.of("检出限", "方法检出限", "最低检出限");
    private static final Set<String> UNITS = Set.of("单位", "计量单位");

    private static final String SAMPLE = "PT0S";
    private static final String LIMIT = "limit";

    /** Rows above the header: titles and notes of a form. */
    private static final int MOST_ABOVE = 10;

    private static final Pattern TIME = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
            + "(?:[T\\s]*(\\d{1,2})[:：时点](?:(\\d{1,2})分?)?(?:[:：](\\d{1,2})秒?)?)?");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})(?:月|[-/.]0?1)?");

    private final String name;
    private final Form form;
    private final Table written;
    private final UnaryOperator<String> stations;
    private final Map<String, String> limitOf = new HashMap<>();

    private OfficeTable(String name, Form form, Table written, UnaryOperator<String> stations) {
        this.name = name;
        this.form = form;
        this.written = written;
        this.stations = stations;
    }

    /**
     * What bytes hold.
     *
     * @param name     how complaints call the table
     * @param declared encoding of a CSV; null where nobody said
     * @param stations the code for a station's code or name; what it does not know it gives back
     * @throws Malformed where it is neither, or has no header
     */
    public static OfficeTable read(
            String name, Form form, byte[] bytes, @Nullable String declared, UnaryOperator<String> stations) {
        Table written = Workbook.is(bytes)
                ? Table.rewritten(name, fromHeader(form, Workbook.lines(name, bytes)))
                : Table.bytes(name, bytes, declared);
        return new OfficeTable(name, form, written, stations);
    }

    /** Without the title of the form, where a line below it has two columns of the form or more. */
    private static List<Line> fromHeader(Form form, List<Line> lines) {
        for (int i = 0; i < Math.min(lines.size(), MOST_ABOVE); i++) {
            long known = lines.get(i).fields().stream()
                    .filter(field -> form.column(field).isPresent())
                    .count();
            if (known > 1) {
                return lines.subList(i, lines.size());
            }
        }
        return lines;
    }

    /** As it was written. */
    public Table written() {
        return written;
    }

    /**
     * As the import reads it; its complaints name lines and columns as they were written.
     *
     * @throws Malformed where something in it can be read in no way, all such places
     */
    public Table table() {
        List<String> header = written.header();
        boolean own = header.stream()
                .allMatch(title -> form.column(title)
                                .filter(column -> !column.name().equals(title))
                                .isEmpty()
                        && acrossItem(title).isEmpty());
        return own ? written : translated(header);
    }

    private Optional<Names.Item> acrossItem(String title) {
        return form.itemsAcross() && form.column(title).isEmpty() ? Names.item(title) : Optional.empty();
    }

    private Table translated(List<String> header) {
        Map<String, String> titles = new LinkedHashMap<>();
        Map<String, Names.Item> across = new LinkedHashMap<>();
        for (String title : header.stream().filter(one -> !one.isEmpty()).toList()) {
            Optional<Names.Item> item = acrossItem(title);
            if (item.isPresent()) {
                requireUnit(title, item.get());
                across.put(title, item.get());
            } else {
                String known = form.column(title).map(Column::name).orElse(title);
                if (titles.putIfAbsent(known, title) != null) {
                    throw written.malformed(title, "says the same as column '" + titles.get(known) + "'");
                }
            }
        }
        return across.isEmpty() ? renamed(titles) : spread(titles, across);
    }

    private void requireUnit(String title, Names.Item item) {
        item.unit().filter(unit -> !unit.equals(item.parameter().unit())).ifPresent(unit -> {
            throw written.malformed(
                    title,
                    "in " + unit + " where " + item.parameter().code() + " is in "
                            + item.parameter().unit());
        });
    }

    /** One line for one. */
    private Table renamed(Map<String, String> titles) {
        List<String> header = new ArrayList<>(titles.keySet());
        if (form.itemsAcross()) {
            header.remove(LIMIT);
        }
        boolean sample = form.itemsAcross() && !titles.containsKey("period");
        if (sample) {
            header.add("period");
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(headerLine(), List.copyOf(header), Map.of()));
        written.forEach(row -> lines.add(new Line(
                row.line(),
                header.stream()
                        .map(column -> sample && column.equals("period") ? SAMPLE : field(row, titles, column))
                        .toList(),
                Map.copyOf(titles))));
        return Table.rewritten(name, lines);
    }

    private String field(Row row, Map<String, String> titles, String column) {
        String title = Objects.requireNonNull(titles.get(column));
        String text = row.text(title);
        Column known = form.column(column).orElse(null);
        if (known == null || text.isEmpty()) {
            return text;
        }
        if (known.kind() == Content.VALUE) {
            String limit = titles.containsKey(LIMIT) ? row.text(Objects.requireNonNull(titles.get(LIMIT))) : "";
            return value(row, title, text, limit);
        }
        return plain(known, text);
    }

    /** A line for each item of one. */
    private Table spread(Map<String, String> titles, Map<String, Names.Item> across) {
        List<String> common =
                titles.keySet().stream().filter(column -> !column.equals(LIMIT)).toList();
        List<String> header = new ArrayList<>(common);
        header.addAll(List.of("parameter", "value"));
        boolean sample = !titles.containsKey("period");
        if (sample) {
            header.add("period");
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(headerLine(), List.copyOf(header), Map.of()));
        written.forEach(row -> {
            if (!isOfHeader(row, titles, across)) {
                List<String> fields = common.stream()
                        .map(column -> field(row, titles, column))
                        .toList();
                across.forEach((title, item) -> values(row, title, item, fields, sample, titles, lines));
            }
        });
        return Table.rewritten(name, lines);
    }

    private void values(
            Row row,
            String title,
            Names.Item item,
            List<String> common,
            boolean sample,
            Map<String, String> titles,
            List<Line> lines) {
        String text = row.text(title);
        if (text.isEmpty() || NOT_MEASURED.contains(text)) {
            return;
        }
        List<String> fields = new ArrayList<>(common);
        fields.add(item.parameter().code());
        fields.add(value(row, title, text, limitOf.getOrDefault(title, "")));
        if (sample) {
            fields.add(SAMPLE);
        }
        Map<String, String> places = new HashMap<>(titles);
        places.put("value", title);
        places.put("parameter", title);
        lines.add(new Line(row.line(), List.copyOf(fields), Map.copyOf(places)));
    }

    /** Detection limits and units stand in lines of their own below the header. */
    private boolean isOfHeader(Row row, Map<String, String> titles, Map<String, Names.Item> across) {
        String first = titles.containsKey("station") ? row.text(Objects.requireNonNull(titles.get("station"))) : "";
        if (LIMITS.contains(first)) {
            across.keySet().forEach(title -> limitOf.put(title, row.text(title)));
            return true;
        }
        if (UNITS.contains(first)) {
            across.forEach((title, item) -> {
                String unit = row.text(title);
                Names.item(item.parameter().code() + "(" + unit + ")")
                        .flatMap(Names.Item::unit)
                        .filter(known -> !known.equals(item.parameter().unit()))
                        .ifPresent(known -> {
                            throw row.malformed(
                                    title,
                                    "in " + known + " where "
                                            + item.parameter().code() + " is in "
                                            + item.parameter().unit());
                        });
            });
            return true;
        }
        return false;
    }

    private static String value(Row row, String title, String text, String limit) {
        String plain = text.replace('＜', '<').replace('。', '.').replaceAll("[\\s\\u3000]+", "");
        if (!NOT_DETECTED.contains(plain)) {
            return plain;
        }
        if (limit.isEmpty()) {
            throw row.malformed(
                    title,
                    "'" + text
                            + "' without its detection limit: write it as 0.025L, or give it in a column or line 检出限");
        }
        return (limit.startsWith("<") || limit.endsWith("L") ? limit : limit + "L").replace('＜', '<');
    }

    private String plain(Column column, String text) {
        return switch (column.kind()) {
            case STATION -> stations.apply(text);
            case ITEM -> Names.item(text).map(item -> item.parameter().code()).orElse(text);
            case TIME -> time(text, true);
            case DATE -> time(text, false);
            case MONTH -> month(text);
            case CHOICE -> Form.chosen(column, text);
            case NUMBER, VALUE, TEXT -> text;
        };
    }

    /** In the way of ISO 8601 what is another: 2026年1月10日 9时. */
    private static String time(String text, boolean withTime) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        String date = parts.group(1) + "-" + two(parts.group(2)) + "-" + two(parts.group(3));
        return !withTime || parts.group(4) == null
                ? date
                : date + "T" + two(parts.group(4)) + ":" + two(Objects.requireNonNullElse(parts.group(5), "0"))
                        + (parts.group(6) == null ? "" : ":" + two(parts.group(6)));
    }

    private static String month(String text) {
        Matcher parts = MONTH.matcher(text);
        return parts.matches() ? parts.group(1) + "-" + two(parts.group(2)) : text;
    }

    private static String two(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    private long headerLine() {
        return written.malformed("", "").line();
    }
}
