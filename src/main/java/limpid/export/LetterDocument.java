package limpid.export;

import static limpid.export.document.OfficialForm.CELL;
import static limpid.export.document.OfficialForm.CELL_FONT;
import static limpid.export.document.OfficialForm.HEAD_FONT;
import static limpid.export.document.OfficialForm.INDENT;
import static limpid.export.document.OfficialForm.LINE;
import static limpid.export.document.OfficialForm.TEXT;
import static limpid.export.document.OfficialForm.TEXT_FONT;
import static limpid.export.document.OfficialForm.TITLE;
import static limpid.export.document.OfficialForm.TITLE_FONT;
import static limpid.export.document.OfficialForm.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import limpid.export.TaskLetter.Terms;
import limpid.export.document.OfficialForm;
import limpid.export.document.Paper;
import limpid.programme.Task;
import limpid.programme.TaskEntry;
import limpid.programme.TaskState;
import limpid.programme.UnitTask;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/**
 * Letters to units 督办单 as a document for a word processor, to be numbered, sealed and sent: A4, one unit after the other, each
 * beginning on a page of its own; margins and type of official documents by GB/T 9704-2012.
 */
public final class LetterDocument {
    /** Of the columns of the tables, together the width between the margins. */
    private static final int[] COLUMNS = {700, 4644, 850, 1300, 1350};

    private static final List<String> HEADS = List.of("序号", "任务", "职责", "完成时限", "目前情况");

    private final XWPFDocument document;
    private final Terms terms;

    private LetterDocument(XWPFDocument document, Terms terms) {
        this.document = document;
        this.terms = terms;
    }

    /** The letters as a file. */
    public static byte[] of(List<TaskLetter> letters, Terms terms) {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            LetterDocument writer = new LetterDocument(document, terms);
            OfficialForm.page(document, Paper.TEXT);
            for (int i = 0; i < letters.size(); i++) {
                writer.letter(letters.get(i), i > 0);
            }
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing a letter to memory", e);
        }
    }

    private void letter(TaskLetter letter, boolean onNewPage) {
        XWPFParagraph programme = document.createParagraph();
        programme.setPageBreak(onNewPage);
        programme.setAlignment(ParagraphAlignment.CENTER);
        run(programme, letter.asked().programme().nameZh(), TITLE_FONT, TEXT);
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        title.setSpacingAfterLines(50);
        run(title, "任务督办单", TITLE_FONT, TITLE);
        XWPFParagraph number = document.createParagraph();
        number.setAlignment(ParagraphAlignment.RIGHT);
        run(number, "〔" + letter.asked().date().getYear() + "〕    号", TEXT_FONT, TEXT);
        text(letter.unit() + "：", 0);
        text(letter.body(terms), INDENT);
        table("逾期未完成的任务", letter.overdue());
        table("未报送落实情况的任务", letter.unreported());
        sign(letter);
    }

    private void text(String words, int indent) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.BOTH);
        paragraph.setIndentationFirstLine(indent);
        paragraph.setSpacingBetween(LINE, LineSpacingRule.EXACT);
        run(paragraph, words, TEXT_FONT, TEXT);
    }

    private void sign(TaskLetter letter) {
        String office = terms.office();
        for (String words : List.of(
                office == null ? "（印章）" : office + "（印章）",
                TaskLetter.DAY.format(letter.asked().date()))) {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.setAlignment(ParagraphAlignment.RIGHT);
            paragraph.setIndentationRight(INDENT);
            paragraph.setSpacingBeforeLines(words.endsWith("）") ? 200 : 0);
            paragraph.setKeepNext(words.endsWith("）"));
            run(paragraph, words, TEXT_FONT, TEXT);
        }
    }

    private void table(String heading, List<UnitTask> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        XWPFParagraph above = document.createParagraph();
        above.setSpacingBeforeLines(50);
        above.setKeepNext(true);
        run(above, heading + "（" + tasks.size() + "项）", HEAD_FONT, TEXT);
        XWPFTable table = document.createTable(1 + tasks.size(), COLUMNS.length);
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(String.valueOf(Arrays.stream(COLUMNS).sum()));
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        XWPFTableRow head = table.getRow(0);
        head.setRepeatHeader(true);
        for (int i = 0; i < COLUMNS.length; i++) {
            cell(head, i, HEADS.get(i), HEAD_FONT, ParagraphAlignment.CENTER);
        }
        for (int i = 0; i < tasks.size(); i++) {
            row(table.getRow(i + 1), i + 1, tasks.get(i));
        }
    }

    private static void row(XWPFTableRow row, int number, UnitTask one) {
        Task task = one.task();
        row.setCantSplitRow(true);
        cell(row, 0, String.valueOf(number), CELL_FONT, ParagraphAlignment.CENTER);
        cell(row, 1, told(task), CELL_FONT, ParagraphAlignment.LEFT);
        cell(row, 2, one.part().zh(), CELL_FONT, ParagraphAlignment.CENTER);
        cell(row, 3, task.dueWords(), CELL_FONT, ParagraphAlignment.CENTER);
        cell(row, 4, now(one), CELL_FONT, ParagraphAlignment.LEFT);
    }

    /** The row as the document numbers it, and what is to be done. */
    private static String told(Task task) {
        String detail = task.content().isEmpty() || task.content().equals(task.name()) ? "" : "\n" + task.content();
        return task.list().titleZh() + "第" + (task.no().isEmpty() ? task.row() : task.no()) + "项：" + task.name()
                + detail;
    }

    /** Where it stands, and what the unit itself said last. */
    private static String now(UnitTask one) {
        TaskState state = one.standing().state();
        String nothing = state == TaskState.NOT_REPORTED ? state.zh() : state.zh() + "，本单位未报送";
        return one.entry().map(LetterDocument::said).orElse(nothing);
    }

    private static String said(TaskEntry entry) {
        String percent = entry.percent() == null ? "" : entry.percent() + "%";
        return TaskLetter.DAY.format(entry.day()) + "报：" + percent
                + (percent.isEmpty() || entry.words().isEmpty() ? "" : "，") + entry.words();
    }

    private static void cell(XWPFTableRow row, int at, String words, String font, ParagraphAlignment alignment) {
        XWPFTableCell cell = row.getCell(at);
        cell.setWidth(String.valueOf(COLUMNS[at]));
        cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        List<String> lines = words.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            XWPFParagraph paragraph = i == 0 ? cell.getParagraphArray(0) : cell.addParagraph();
            paragraph.setAlignment(alignment);
            run(paragraph, lines.get(i), font, CELL);
        }
    }
}
