package limpid.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Malformed;
import limpid.sheet.Form.Column;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks that an office is given: forms to fill in, and its own tables with what is wrong in them. */
public final class SheetFile {
    /** Of a workbook. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String RED = "FFC7CE";
    private static final int WIDTH = 16;
    private static final int MOST_WIDTH = 60;

    private SheetFile() {}

    /**
     * An empty form: a sheet with its header, and one that explains it.
     *
     * @param items of water, a column each, where the form has such columns
     */
    public static byte[] template(Form form, List<String> items) {
        return written(book -> {
            Worksheet sheet = book.newWorksheet("数据 data");
            List<String> header = header(form, items);
            for (int i = 0; i < header.size(); i++) {
                sheet.inlineString(0, i, header.get(i));
                sheet.style(0, i).bold().set();
                sheet.width(i, WIDTH);
            }
            sheet.freezePane(0, 1);
            sheet.finish();
            explain(book.newWorksheet("说明 about"), form);
        });
    }

    /** The header of a form as CSV, with the mark by which spreadsheets know UTF-8. */
    public static byte[] csvTemplate(Form form, List<String> items) {
        return ("\uFEFF"
                        + header(form, items).stream()
                                .map(title -> title.contains(",") ? "\"" + title + "\"" : title)
                                .collect(Collectors.joining(","))
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> header(Form form, List<String> items) {
        List<String> header = new ArrayList<>();
        for (Column column : form.columns()) {
            if (column.name().equals(Form.ITEM)) {
                items.stream()
                        .map(Parameters.standard()::get)
                        .map(SheetFile::title)
                        .forEach(header::add);
            } else if (!form.itemsAcross() || column.required()) {
                header.add(column.title());
            }
        }
        return header;
    }

    private static String title(Parameter parameter) {
        return parameter.nameZh()
                + (parameter.unit().equals("1")
                        ? ""
                        : "(" + parameter.unit().replace("degC", "℃").replace("count/L", "个/L") + ")");
    }

    private static void explain(Worksheet sheet, Form form) throws IOException {
        line(
                sheet,
                0,
                List.of("列 column", "也可写作 also", "内容 content", "必填 required", "可填 choices", "示例 example", "接口列名 name"));
        int row = 1;
        for (Column column : form.columns()) {
            boolean item = column.name().equals(Form.ITEM);
            line(
                    sheet,
                    row++,
                    List.of(
                            item ? "各项目 items" : column.title(),
                            column.names().stream().skip(1).collect(Collectors.joining("、")),
                            column.meaning(),
                            column.required() ? "是 yes" : "",
                            column.choices().entrySet().stream()
                                    .map(choice -> String.join("、", choice.getValue()) + " = " + choice.getKey())
                                    .collect(Collectors.joining("; ")),
                            column.example(),
                            column.name()));
        }
        if (form.itemsAcross()) {
            line(
                    sheet,
                    row + 1,
                    List.of("检出限", "", "表头下可加一行“检出限”，其下“未检出”以此为限 a line 检出限 below the header gives the limits of 未检出"));
            line(
                    sheet,
                    row + 2,
                    List.of("单位", "", "表头下可加一行“单位”，须与本系统一致 a line 单位 gives the units, which must be ours"));
        }
        for (int i = 0; i < 7; i++) {
            sheet.style(0, i).bold().set();
            sheet.width(i, i == 2 ? MOST_WIDTH : 24);
        }
        sheet.finish();
    }

    private static void line(Worksheet sheet, int row, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            sheet.inlineString(row, i, cells.get(i));
        }
    }

    /** A table as it was written, with each wrong cell in red and what is wrong behind its line. */
    public static byte[] marked(Table written, Malformed faults) {
        return written(book -> {
            Worksheet sheet = book.newWorksheet("数据 data");
            List<String> header = written.header();
            int behind = header.size();
            long first = written.malformed("", "").line();
            int top = (int) Math.max(first, 1) - 1;
            line(sheet, top, header);
            sheet.inlineString(top, behind, "错误 errors");
            sheet.width(behind, MOST_WIDTH);
            for (int i = 0; i <= behind; i++) {
                sheet.style(top, i).bold().set();
            }
            List<Table.Line> lines = written.lines();
            for (Table.Line line : lines) {
                line(sheet, (int) line.number() - 1, line.fields());
            }
            for (Malformed fault : faults.all()) {
                mark(sheet, fault, header, top, behind, faults.all());
            }
            sheet.finish();
        });
    }

    private static void mark(
            Worksheet sheet, Malformed fault, List<String> header, int top, int behind, List<Malformed> all) {
        int row = fault.line() == 0 ? top : (int) fault.line() - 1;
        int column = header.indexOf(fault.column());
        if (column >= 0) {
            sheet.style(row, column).fillColor(RED).set();
            sheet.comment(row, column, told(fault));
        }
        String told = all.stream()
                .filter(one -> one.line() == fault.line())
                .map(one -> (one.column().isEmpty() ? "" : one.column() + ": ") + told(one))
                .collect(Collectors.joining("; "));
        sheet.inlineString(row, behind, told);
        sheet.style(row, behind).fillColor(RED).set();
    }

    /** In Chinese, and as the service says it. */
    private static String told(Malformed fault) {
        String zh = Reasons.zh(fault.reason());
        return zh.equals(fault.reason()) ? zh : zh + " " + fault.reason();
    }

    private interface Writing {
        void into(Workbook book) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, writing);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, Writing writing) throws IOException {
        try (Workbook book = new Workbook(out, "Limpid", null)) {
            writing.into(book);
        }
    }
}
