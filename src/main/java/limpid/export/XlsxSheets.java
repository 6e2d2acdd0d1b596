package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import limpid.export.Column.Kind;
import limpid.measure.LocalDay;
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

    XlsxSheets(OutputStream out, int mostRows) {
        this.book = new Workbook(out, "Limpid", null);
        this.front = book.newWorksheet("说明 about");
        this.mostRows = mostRows;
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
        row = 1;
        widest = new int[table.columns().size()];
        if (table.printed()) {
            next.pageOrientation("landscape");
            next.paperSize(PaperSize.A3_PAPER);
            next.fitToWidth((short) 1);
            next.fitToHeight((short) 0);
        }
        next.freezePane(0, 1);
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            next.width(
                    i,
                    table.printed()
                            ? width(column.titleZh())
                            : Math.max(10, column.name().length() + 2));
            next.inlineString(0, i, printed() ? column.titleZh() : column.name());
            next.style(0, i).bold().set();
            widest[i] = width(column.titleZh());
            switch (column.kind()) {
                case LOCAL_TIME, TIME -> next.width(i, 26);
                case DATE -> next.width(i, 12);
                default -> {}
            }
        }
    }

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) throws IOException {
        if (row == mostRows) {
            Objects.requireNonNull(sheet).finish();
            beginSheet();
        }
        Worksheet current = Objects.requireNonNull(sheet);
        List<Column> columns = Objects.requireNonNull(dataset).columns();
        @Nullable Object[] single = PrintedRun.spread(cells);
        highest = 1;
        for (int i = 0; i < single.length; i++) {
            cell(current, i, columns.get(i).kind(), single[i]);
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

    private boolean printed() {
        return Objects.requireNonNull(dataset).printed();
    }

    private void text(Worksheet current, int at, String text) {
        current.inlineString(row, at, text);
        if (printed()) {
            current.style(row, at).wrapText(true).verticalAlignment("top").set();
            highest = Math.max(highest, lines(text));
            current.rowHeight(row, highest * LINE);
            if (row <= BATCH) {
                widest[at] = Math.max(widest[at], Math.min(width(text), MOST_WIDTH));
                current.width(at, widest[at]);
            }
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

    @Override
    public void end(Description description) throws IOException {
        Objects.requireNonNull(sheet).finish();
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
        lines.add(List.of("列 column", "name", "名称", "kind", "单位 unit", "小数位 digits"));
        description
                .columns()
                .forEach(column -> lines.add(line(
                        "列 column", column.name(), column.titleZh(), column.kind(), column.unit(), column.digits())));
        description
                .items()
                .forEach(item -> lines.add(
                        line("项目 item", item.code(), item.nameZh(), item.nameEn(), item.unit(), item.digits())));
        description
                .flags()
                .forEach(flag -> lines.add(line(
                        "标识 flag", flag.code(), flag.nameZh(), flag.nameEn(), "enters means: " + flag.entersMean())));
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
        for (int i = 0; i < 4; i++) {
            front.width(i, 24);
        }
        book.finish();
    }
}
