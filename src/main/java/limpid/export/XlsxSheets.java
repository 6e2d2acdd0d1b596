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
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
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
    /** Of a line of text of the size of printed cells, in points. */
    private static final double LINE = 13.2;
    /** Characters of that size in a column whose width counts characters of the size of the workbook. */
    private static final double DENSER = 1.08;
    /** What a row may be high by the file format, in lines. */
    private static final int MOST_LINES = 30;

    /** Of the columns of the sheet that explains. */
    private static final int[] FRONT = {20, 28, 36, 30, 22, 12, 14};
    /** Of any column, in characters. */
    private static final int LEAST_WIDTH = 8;
    /** Of the button of a filter. */
    private static final int FILTER = 2;

    private static final String LEVEL = "level";
    private static final String TOP = "top";

    /** Of the title of a printed table, in points, and of its cells. */
    private static final int TITLE_SIZE = 16;

    private static final int PRINT_SIZE = 10;
    private static final int TITLE_HEIGHT = 34;
    /** Of the margins of a printed page, in inches. */
    private static final float MARGIN = 0.4f;

    private static final String ABOUT = "说明 about";

    private static final String DAY = "yyyy-mm-dd";

    /** By decimals, as many as a cell can hold. */
    private static final List<String> FORMATS = IntStream.range(0, 16)
            .mapToObj(digits -> digits == 0 ? "0" : "0." + "0".repeat(digits))
            .toList();

    /** Of levels, without the sign before them. */
    private static final Map<Integer, String> COLOURS = colours();

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final Workbook book;
    private final int mostRows;
    private @Nullable Worksheet front;
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
        if (!printed()) {
            front();
        }
        sheets = 0;
        beginSheet();
    }

    /** The sheet that explains: the first, but the last where a table is printed. */
    private Worksheet front() {
        Worksheet there = front;
        if (there == null) {
            there = book.newWorksheet(ABOUT);
            front = there;
        }
        return there;
    }

    private void beginSheet() {
        Dataset table = Objects.requireNonNull(dataset);
        sheets++;
        Worksheet next = book.newWorksheet(table.titleZh() + (sheets == 1 ? "" : " " + sheets));
        sheet = next;
        heads = printed() ? 2 : table.header() == Header.CODE ? 1 : 2;
        row = heads;
        widest = new int[table.columns().size()];
        parameter = table.columns().stream().map(Column::name).toList().indexOf("parameter");
        next.freezePane(0, heads);
        PrintForm form = table.form();
        if (form == null) {
            heads(next, table);
        } else {
            heads(next, table, form);
        }
    }

    private void heads(Worksheet next, Dataset table) {
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            String title = column.title(table.header());
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

    /** The title above the columns that are printed, and their heads; both again on each page. */
    private void heads(Worksheet next, Dataset table, PrintForm form) {
        page(next);
        int last = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            next.inlineString(1, i, column.titleZh());
            next.style(1, i)
                    .bold()
                    .fontSize(PRINT_SIZE)
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .fillColor("EDEDED")
                    .borderStyle(BorderStyle.THIN)
                    .set();
            Integer printed = form.widths().get(column.name());
            if (printed == null) {
                next.hideColumn(i);
            } else {
                last = i;
            }
            widest[i] = printed == null ? MOST_WIDTH : printed;
            next.width(i, widest[i]);
        }
        next.inlineString(0, 0, form.title());
        next.range(0, 0, 0, last).merge();
        next.style(0, 0)
                .bold()
                .fontSize(TITLE_SIZE)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .set();
        next.rowHeight(0, TITLE_HEIGHT);
        next.rowHeight(1, LINE * 2);
        next.repeatRows(0, 1);
    }

    private static void page(Worksheet next) {
        next.pageOrientation("landscape");
        next.paperSize(PaperSize.A4_PAPER);
        next.fitToWidth((short) 1);
        next.fitToHeight((short) 0);
        next.leftMargin(MARGIN);
        next.rightMargin(MARGIN);
        next.topMargin(MARGIN);
        next.bottomMargin(MARGIN * 2);
        next.footerMargin(MARGIN);
        next.footer("第 &P 页，共 &N 页", Position.CENTER);
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
            if (printed()) {
                printed(current, i, columns.get(i).kind());
            } else {
                format(current, i, columns.get(i), single);
            }
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
            case Integer number -> current.value(row, at, number);
            case Boolean yes -> current.value(row, at, yes);
            case LocalDate date -> {
                current.value(row, at, date);
                current.style(row, at).format(DAY).set();
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

    /** Of a cell that is printed, whether something stands in it or not. */
    private void printed(Worksheet current, int at, Kind kind) {
        StyleSetter style = current.style(row, at)
                .fontSize(PRINT_SIZE)
                .wrapText(true)
                .verticalAlignment(TOP)
                .horizontalAlignment(kind == Kind.TEXT ? "left" : "center")
                .borderStyle(BorderStyle.THIN);
        (kind == Kind.DATE ? style.format(DAY) : style).set();
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
        return Objects.requireNonNull(dataset).form() != null;
    }

    private void text(Worksheet current, int at, String text) {
        current.inlineString(row, at, text);
        PrintForm form = Objects.requireNonNull(dataset).form();
        if (form != null
                && form.widths()
                        .containsKey(Objects.requireNonNull(dataset)
                                .columns()
                                .get(at)
                                .name())) {
            highest = Math.max(highest, lines(text, widest[at]));
            current.rowHeight(row, highest * LINE);
        }
        // Widths stand before the rows of a file, so the first of them decide.
        if (form == null && row < BATCH) {
            widest[at] = Math.max(widest[at], Math.min(width(text), MOST_WIDTH));
            current.width(at, widest[at]);
        }
    }

    /** Lines that a text takes in a column of this width. */
    private static int lines(String text, int column) {
        int lines = text.lines()
                .mapToInt(line -> (int) Math.ceil(Math.max(1, width(line)) / (column * DENSER)))
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
        lines(description).forEach(cells -> frontLine(front(), cells));
    }

    private void frontLine(Worksheet front, List<? extends @Nullable Object> cells) {
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
        Worksheet about = front();
        page(about);
        for (int i = 0; i < FRONT.length; i++) {
            about.width(i, FRONT[i]);
        }
        book.finish();
    }
}
