package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import limpid.export.Column.Kind;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.UnitText;
import limpid.standard.AirCategories;
import limpid.standard.StandardBook;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook: a sheet that explains, then the tables, each over as many sheets as it needs. Numbers and local times are
 * real ones; times with their offset are text, since a cell knows no zone. Texts stand in their cells, because the list of
 * shared ones would grow with the rows.
 */
final class XlsxSheets implements Sheets {
    /** What a sheet holds by the file format. */
    static final int MOST_ROWS = 1_048_576;

    private static final int BATCH = 500;
    /** Of a column, in characters; longer texts are wrapped. */
    private static final int MOST_WIDTH = 30;
    /** The last character of Latin width. */
    private static final int LATIN = 0x2E7F;
    /** Of a line of text, in points. */
    private static final int LINE = 15;
    /** What a row may be high by the file format, in lines. */
    private static final int MOST_LINES = 27;

    /** Of the columns of the sheet that explains. */
    private static final int[] FRONT = {20, 28, 36, 30, 22, 12, 14};
    /** Of any column, in characters. */
    private static final int LEAST_WIDTH = 8;
    /** Of the button of a filter. */
    private static final int FILTER = 2;

    private static final String LEVEL = "level";

    /** By decimals, as many as a cell can hold. */
    private static final List<String> FORMATS = IntStream.range(0, 16)
            .mapToObj(digits -> digits == 0 ? "0" : "0." + "0".repeat(digits))
            .toList();

    /** Of levels, without the sign before them. */
    private static final Map<Integer, String> COLOURS = colours();

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final Workbook book;
    private final Worksheet front;
    private final int mostRows;
    private int frontRow;
    private @Nullable Dataset dataset;
    private @Nullable Worksheet sheet;
    private int row;
    private int sheets;
    private int[] widest = {};
    private int highest;
    private int heads = 1;
    private int parameter = -1;

    XlsxSheets(OutputStream out, int mostRows) {
        this.book = new Workbook(out, "Limpid", null);
        this.front = book.newWorksheet("说明 about");
        this.mostRows = mostRows;
    }

    /** As annex A of the edition in force prints them; the others print the same. */
    private static Map<Integer, String> colours() {
        Map<Integer, String> colours = new HashMap<>();
        StandardBook.standard().editions().stream()
                .filter(edition -> edition.subject().equals("air-index"))
                .forEach(edition -> AirCategories.of(edition)
                        .all()
                        .forEach(category -> colours.put(
                                category.level(), category.colourHex().replace("#", ""))));
        return colours;
    }

    @Override
    public void begin(Dataset next) {
        dataset = next;
        sheets = 0;
        beginSheet();
    }

    private void beginSheet() {
        Dataset table = Objects.requireNonNull(dataset);
        sheets++;
        Worksheet next = book.newWorksheet(table.titleZh() + (sheets == 1 ? "" : " " + sheets));
        sheet = next;
        heads = table.header() == Header.CODE ? 1 : 2;
        row = heads;
        widest = new int[table.columns().size()];
        parameter = table.columns().stream().map(Column::name).toList().indexOf("parameter");
        if (table.printed()) {
            next.pageOrientation("landscape");
            next.paperSize(PaperSize.A3_PAPER);
            next.fitToWidth((short) 1);
            next.fitToHeight((short) 0);
        }
        next.freezePane(0, heads);
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            String title = printed() ? column.titleZh() : column.title(table.header());
            next.inlineString(0, i, title);
            next.style(0, i).bold().set();
            if (heads > 1) {
                next.inlineString(1, i, column.shownUnit());
                next.style(1, i).italic().set();
            }
            widest[i] = Math.clamp(Math.max(width(title), width(column.shownUnit())) + FILTER, LEAST_WIDTH, MOST_WIDTH);
            switch (column.kind()) {
                case LOCAL_TIME, TIME -> widest[i] = 26;
                case DATE -> widest[i] = Math.max(12, widest[i]);
                default -> {}
            }
            next.width(i, widest[i]);
        }
    }

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) throws IOException {
        if (row == mostRows) {
            endSheet();
            beginSheet();
        }
        Worksheet current = Objects.requireNonNull(sheet);
        List<Column> columns = Objects.requireNonNull(dataset).columns();
        @Nullable Object[] single = PrintedRun.spread(cells);
        highest = 1;
        for (int i = 0; i < single.length; i++) {
            cell(current, i, columns.get(i).kind(), single[i]);
            format(current, i, columns.get(i), single);
        }
        row++;
        if (row % BATCH == 0) {
            current.flush();
        }
    }

    private void cell(Worksheet current, int at, Kind kind, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case BigDecimal decimal -> current.value(row, at, decimal);
            case Printed decimal -> current.value(row, at, decimal.number());
            case Integer number -> {
                current.value(row, at, number);
                if (printed()) {
                    current.style(row, at).verticalAlignment("top").set();
                }
            }
            case Boolean yes -> current.value(row, at, yes);
            case LocalDate date -> {
                current.value(row, at, date);
                (printed() ? current.style(row, at).verticalAlignment("top") : current.style(row, at))
                        .format("yyyy-mm-dd")
                        .set();
            }
            case Instant instant
            when kind == Kind.LOCAL_TIME -> {
                current.value(row, at, LocalDateTime.ofInstant(instant, LocalDay.CHINA));
                current.style(row, at).format("yyyy-mm-dd hh:mm:ss").set();
            }
            case Instant instant -> current.inlineString(row, at, withOffset(instant));
            case Mark mark -> current.inlineString(row, at, mark.text());
            default -> text(current, at, cell.toString());
        }
    }

    /** Figures in the decimals in which they are published, or in all they have; levels of the index in the colours of HJ 633. */
    private void format(Worksheet current, int at, Column column, @Nullable Object[] cells) {
        BigDecimal number =
                switch (cells[at]) {
                    case BigDecimal decimal -> decimal;
                    case Printed decimal -> decimal.number();
                    case null, default -> null;
                };
        if (number != null) {
            int digits =
                    Math.max(digits(column, cells), number.stripTrailingZeros().scale());
            if (digits >= 0 && digits < FORMATS.size()) {
                current.style(row, at).format(FORMATS.get(digits)).set();
            }
        } else if (cells[at] instanceof Integer level && column.name().equals(LEVEL) && COLOURS.containsKey(level)) {
            current.style(row, at).fillColor(COLOURS.get(level)).set();
        }
    }

    private int digits(Column column, @Nullable Object[] cells) {
        Integer digits = column.digits();
        if (digits != null) {
            return digits;
        }
        return column.name().equals("value") && parameter >= 0
                ? Parameters.standard()
                        .byCode(String.valueOf(cells[parameter]))
                        .map(Parameter::digits)
                        .orElse(0)
                : 0;
    }

    private boolean printed() {
        return Objects.requireNonNull(dataset).printed();
    }

    private void text(Worksheet current, int at, String text) {
        current.inlineString(row, at, text);
        if (printed()) {
            current.style(row, at).wrapText(true).verticalAlignment("top").set();
            highest = Math.max(highest, lines(text));
            current.rowHeight(row, highest * LINE);
        }
        // Widths stand before the rows of a file, so the first of them decide.
        if (row < BATCH) {
            widest[at] = Math.max(widest[at], Math.min(width(text), MOST_WIDTH));
            current.width(at, widest[at]);
        }
    }

    /** Lines that a text takes in the widest column. */
    private static int lines(String text) {
        int lines = text.lines()
                .mapToInt(line -> Math.ceilDiv(Math.max(1, width(line)), MOST_WIDTH))
                .sum();
        return Math.clamp(lines, 1, MOST_LINES);
    }

    /** Characters of Latin width of the longest line, and some room. */
    private static int width(String text) {
        return text.lines()
                        .mapToInt(line -> line.codePoints()
                                .map(one -> one > LATIN ? 2 : 1)
                                .sum())
                        .max()
                        .orElse(0)
                + 2;
    }

    /** As in the CSV. */
    private static String withOffset(Instant instant) {
        return (instant.getNano() == 0 ? SECONDS : MICROS).format(instant.atZone(LocalDay.CHINA));
    }

    private void endSheet() throws IOException {
        Worksheet full = Objects.requireNonNull(sheet);
        if (!printed()) {
            int columns = Objects.requireNonNull(dataset).columns().size();
            full.setAutoFilter(heads - 1, 0, Math.max(row, heads) - 1, columns - 1);
        }
        full.finish();
    }

    @Override
    public void end(Description description) throws IOException {
        endSheet();
        lines(description).forEach(this::frontLine);
    }

    private void frontLine(List<? extends @Nullable Object> cells) {
        for (int i = 0; i < cells.size(); i++) {
            switch (cells.get(i)) {
                case null -> {}
                case Number number -> front.value(frontRow, i, number);
                case Object text -> front.inlineString(frontRow, i, text.toString());
            }
        }
        frontRow++;
    }

    private List<List<? extends @Nullable Object>> lines(Description description) {
        List<List<? extends @Nullable Object>> lines = new ArrayList<>();
        lines.add(List.of("数据集 dataset", description.dataset(), description.titleZh(), description.titleEn()));
        lines.add(List.of("时区 time zone", description.timeZone()));
        lines.add(List.of("快照时间 taken at", description.takenAt()));
        description.query().forEach((name, value) -> lines.add(List.of("查询 query", name, value)));
        lines.add(List.of("行数 rows", description.rows()));
        lines.add(List.of("工作表 sheets", sheets));
        lines.add(
                List.of("SHA-256", description.sha256(), "of the data lines of the CSV of the same rows 同数据CSV数据行的哈希"));
        description.marks().forEach((mark, meaning) -> lines.add(List.of("符号 mark", mark, meaning)));
        description
                .editions()
                .forEach(edition -> lines.add(line(
                        "标准 edition",
                        edition.label(),
                        edition.titleZh(),
                        edition.subject(),
                        edition.from(),
                        edition.until())));
        lines.add(List.of("列 column", "代码 code", "名称", "name", "类型 kind", "单位 unit", "小数位 digits"));
        description
                .columns()
                .forEach(column -> lines.add(line(
                        "列 column",
                        column.name(),
                        column.titleZh(),
                        column.titleEn(),
                        column.kind(),
                        column.unit() == null ? null : UnitText.of(column.unit()),
                        column.digits())));
        description
                .items()
                .forEach(item -> lines.add(line(
                        "项目 item",
                        item.code(),
                        item.nameZh(),
                        item.nameEn(),
                        null,
                        UnitText.of(item.unit()),
                        item.digits())));
        description
                .flags()
                .forEach(flag -> lines.add(line(
                        "标识 flag",
                        flag.code(),
                        flag.nameZh(),
                        flag.nameEn(),
                        "计入均值 enters means: " + flag.entersMean())));
        lines.add(List.of());
        return lines;
    }

    private static List<@Nullable Object> line(@Nullable Object... cells) {
        List<@Nullable Object> line = new ArrayList<>();
        for (Object cell : cells) {
            line.add(cell);
        }
        return line;
    }

    @Override
    public void finish() throws IOException {
        for (int i = 0; i < FRONT.length; i++) {
            front.width(i, FRONT[i]);
        }
        book.finish();
    }
}
