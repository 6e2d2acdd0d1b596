package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import limpid.export.Column.Kind;
import limpid.export.document.Block;
import limpid.export.document.Block.Align;
import limpid.export.document.Block.Grid;
import limpid.export.document.Block.Heading;
import limpid.export.document.Block.Note;
import limpid.export.document.Paper;
import limpid.measure.LocalDay;
import org.jspecify.annotations.Nullable;

/**
 * Tables as a document that people print: a title, what it covers, the rows under heads that are repeated on each page, and below
 * what its marks mean and by which editions it was made. Where words stand beside codes, the words are printed. A table that is
 * wider than a page on its side goes on as a second one, which begins with the columns that name its rows. It is made in
 * memory, so it is for as many rows as somebody leafs through.
 */
public final class DocumentSheets implements Sheets {
    /** About 40 pages. */
    static final int MOST_ROWS = 1_000;

    /** A cell takes 8 kB of memory while a document for a word processor is made. */
    static final int MOST_CELLS = 12_000;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final List<String> SPAN = List.of("from", "to");
    private static final int MINUTE = 60;
    private static final int LONGEST_MARK = 2;

    private final OutputStream out;
    private final BiFunction<List<Block>, Paper, byte[]> writer;
    private final List<Block> blocks = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private Paper paper = Paper.LIST;
    private @Nullable Dataset dataset;
    private List<Integer> printed = List.of();

    DocumentSheets(OutputStream out, BiFunction<List<Block>, Paper, byte[]> writer) {
        this.out = out;
        this.writer = writer;
    }

    /** More rows than a document is made of. */
    public static final class TooManyRows extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyRows() {
            super(
                    "a document has " + MOST_ROWS + " rows and " + MOST_CELLS
                            + " cells at most; narrow the span or the filters, or take .xlsx or .csv",
                    null,
                    false,
                    false);
        }
    }

    @Override
    public void begin(Dataset next) {
        dataset = next;
        rows.clear();
        printed = IntStream.range(0, next.columns().size())
                .filter(i -> !next.columns().get(i).coded())
                .boxed()
                .toList();
    }

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) {
        if (rows.size() == Math.min(MOST_ROWS, MOST_CELLS / printed.size())) {
            throw new TooManyRows();
        }
        List<Column> columns = Objects.requireNonNull(dataset).columns();
        @Nullable Object[] single = PrintedRun.spread(cells);
        rows.add(printed.stream().map(i -> text(columns.get(i), single[i])).toList());
    }

    private static String text(Column column, @Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal decimal -> number(column, decimal);
            case Printed decimal -> number(column, decimal.number());
            case Instant instant -> time(instant);
            case Mark mark -> mark.text();
            default -> cell.toString();
        };
    }

    /** In the decimals in which it is published, or in all it has. */
    private static String number(Column column, BigDecimal number) {
        Integer digits = column.digits();
        int least = digits == null ? 0 : digits;
        int own = number.stripTrailingZeros().scale();
        return number.setScale(Math.max(least, own), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** By the clock of the stations, of which a note tells; seconds where there are some. */
    private static String time(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, LocalDay.CHINA);
        return (instant.getEpochSecond() % MINUTE == 0 ? MINUTES : SECONDS).format(local);
    }

    @Override
    public void end(Description description) {
        Dataset table = Objects.requireNonNull(dataset);
        Header header = table.header();
        blocks.add(new Heading(1, header.text(table.titleZh(), table.titleEn())));
        blocks.add(new Note(description.query().entrySet().stream()
                .map(one -> asked(header, one))
                .collect(Collectors.joining(header.text("；", "; ")))));
        List<Grid> grids = grids(table);
        for (int i = 0; i < grids.size(); i++) {
            if (grids.size() > 1) {
                blocks.add(new Heading(
                        2,
                        header.text(
                                "第" + (i + 1) + "部分，共" + grids.size() + "部分",
                                "Part " + (i + 1) + " of " + grids.size())));
            }
            blocks.add(grids.get(i));
        }
        notes(header, description).forEach(note -> blocks.add(new Note(note)));
    }

    private static String asked(Header header, Map.Entry<String, String> one) {
        Map<String, String> names = Map.of(
                "from",
                "起",
                "to",
                "止",
                "city",
                "城市",
                "station",
                "站点",
                "section",
                "断面",
                "river",
                "河流",
                "district",
                "区县",
                "period",
                "时段");
        String name = header.text(names.getOrDefault(one.getKey(), one.getKey()), one.getKey());
        String value = SPAN.contains(one.getKey())
                ? time(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(one.getValue())))
                : one.getValue();
        return name + header.text("：", ": ") + value;
    }

    /** The columns in tables as wide as a page on its side, or one where a page is wide enough. */
    private List<Grid> grids(Dataset table) {
        List<Integer> every = IntStream.range(0, printed.size()).boxed().toList();
        Grid whole = grid(table, every);
        if (whole.wished() <= Paper.LIST.room()) {
            return List.of(whole);
        }
        paper = Paper.WIDE_LIST;
        List<Integer> names = every.stream().filter(i -> isName(table, i)).toList();
        List<Grid> grids = new ArrayList<>();
        List<Integer> some = new ArrayList<>(names);
        for (int i : every) {
            if (names.contains(i)) {
                continue;
            }
            some.add(i);
            if (some.size() > names.size() + 1 && grid(table, some).wished() > paper.room()) {
                some.removeLast();
                grids.add(grid(table, some));
                some = new ArrayList<>(names);
                some.add(i);
            }
        }
        grids.add(grid(table, some));
        return grids;
    }

    /** Whether the column says which row it is. */
    private boolean isName(Dataset table, int at) {
        String name = table.columns().get(printed.get(at)).name();
        return table.key().contains(name) || table.key().contains(name.replaceFirst("Word$", ""));
    }

    private Grid grid(Dataset table, List<Integer> wanted) {
        List<Column> columns =
                wanted.stream().map(i -> table.columns().get(printed.get(i))).toList();
        return new Grid(
                columns.stream().map(column -> head(table.header(), column)).toList(),
                rows.stream().map(row -> wanted.stream().map(row::get).toList()).toList(),
                columns.stream().map(column -> align(column.kind())).toList());
    }

    private static String head(Header header, Column column) {
        String unit = header == Header.CODE ? "" : column.shownUnit();
        return column.title(header) + (unit.isEmpty() ? "" : header.text("\n（" + unit + "）", "\n(" + unit + ")"));
    }

    private static Align align(Kind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL -> Align.RIGHT;
            case DATE, TIME, LOCAL_TIME, BOOLEAN -> Align.CENTRE;
            case TEXT -> Align.LEFT;
        };
    }

    private List<String> notes(Header header, Description description) {
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) {
            notes.add(header.text("无数据。", "No data."));
        }
        String marks = description.marks().entrySet().stream()
                .filter(mark -> stands(mark.getKey()))
                .map(mark -> mark.getKey() + " " + mark.getValue())
                .collect(Collectors.joining("; "));
        if (!marks.isEmpty()) {
            notes.add(header.text("符号：", "Marks: ") + marks);
        }
        if (!description.editions().isEmpty()) {
            notes.add(header.text("标准：", "Standards: ")
                    + description.editions().stream()
                            .map(edition -> edition.label())
                            .distinct()
                            .collect(Collectors.joining(header.text("、", ", "))));
        }
        notes.add(header.text(
                "时间为北京时间；" + description.rows() + "行，数据截至"
                        + time(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(description.takenAt()))) + "。",
                "Times are those of China (UTC+08:00); " + description.rows() + " rows, as known at "
                        + description.takenAt() + "."));
        return notes;
    }

    private boolean stands(String mark) {
        return mark.length() <= LONGEST_MARK
                && rows.stream().flatMap(Collection::stream).anyMatch(mark::equals);
    }

    @Override
    public void finish() throws IOException {
        out.write(writer.apply(blocks, paper));
    }
}
