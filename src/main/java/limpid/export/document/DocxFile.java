package limpid.export.document;

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
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import limpid.export.document.Block.Align;
import limpid.export.document.Block.Grid;
import limpid.export.document.Block.Heading;
import limpid.export.document.Block.Note;
import limpid.export.document.Block.Paragraph;
import limpid.export.document.Block.Run;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGridCol;

/**
 * A document for a word processor, DOCX, in the form of official ones.
 */
public final class DocxFile {
    private static final String SECOND_HEAD_FONT = "楷体";

    private final XWPFDocument document;
    private final Paper paper;

    private DocxFile(XWPFDocument document, Paper paper) {
        this.document = document;
        this.paper = paper;
    }

    /** The file of these blocks; one at a time, for each takes memory. */
    public static synchronized byte[] of(List<Block> blocks, Paper paper) {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            OfficialForm.page(document, paper);
            DocxFile file = new DocxFile(document, paper);
            for (Block block : blocks) {
                switch (block) {
                    case Heading heading -> add(document.createParagraph(), heading);
                    case Paragraph paragraph -> add(document.createParagraph(), paragraph);
                    case Grid grid -> file.add(grid);
                    case Note note -> run(document.createParagraph(), note.text(), CELL_FONT, CELL);
                }
            }
            document.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing a document into memory", e);
        }
    }

    private static void add(XWPFParagraph to, Heading heading) {
        boolean title = heading.level() == 1;
        to.setAlignment(title ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
        lines(to, title ? 1.5 * LINE : LINE);
        to.setKeepNext(true);
        if (!title) {
            to.setIndentationFirstLine(INDENT);
        }
        outline(to, heading.level());
        run(
                to,
                heading.text(),
                title ? TITLE_FONT : heading.level() == 2 ? HEAD_FONT : SECOND_HEAD_FONT,
                title ? TITLE : TEXT);
    }

    /** What a word processor lists its headings by. */
    private static void outline(XWPFParagraph of, int level) {
        CTPPr properties =
                of.getCTP().isSetPPr() ? of.getCTP().getPPr() : of.getCTP().addNewPPr();
        properties.addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1L));
    }

    private static void add(XWPFParagraph to, Paragraph paragraph) {
        lines(to, LINE);
        to.setIndentationFirstLine(INDENT);
        if (!paragraph.mark().isEmpty()) {
            run(to, paragraph.mark() + " ", TEXT_FONT, TEXT);
        }
        for (Run run : paragraph.runs()) {
            run(to, run.text(), TEXT_FONT, TEXT).setBold(run.bold());
        }
    }

    private static void lines(XWPFParagraph of, double points) {
        of.setSpacingBetween(points, LineSpacingRule.EXACT);
    }

    private void add(Grid grid) {
        int columns = grid.head().size();
        XWPFTable table = document.createTable(grid.rows().size() + 1, columns);
        table.setWidth(paper.between());
        setWidths(table, grid.widths());
        row(table.getRow(0), grid.head(), grid.aligned(), true);
        table.getRow(0).setRepeatHeader(true);
        for (int i = 0; i < grid.rows().size(); i++) {
            row(table.getRow(i + 1), grid.rows().get(i), grid.aligned(), false);
        }
        // A table that ends a document, or meets another, needs a paragraph of its own behind it.
        lines(document.createParagraph(), CELL);
    }

    private void setWidths(XWPFTable table, int[] widths) {
        long all = Arrays.stream(widths).sum();
        CTTblGrid columns = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        columns.setGridColArray(new CTTblGridCol[0]);
        for (int i = 0; i < widths.length; i++) {
            String width = Long.toString((long) paper.between() * widths[i] / all);
            columns.addNewGridCol().setW(new BigInteger(width));
            for (XWPFTableRow row : table.getRows()) {
                row.getCell(i).setWidth(width);
            }
        }
    }

    private void row(XWPFTableRow row, List<String> cells, List<Align> aligned, boolean head) {
        row.setCantSplitRow(true);
        for (int i = 0; i < row.getTableCells().size(); i++) {
            XWPFParagraph cell = row.getCell(i).getParagraphs().getFirst();
            Align align = head ? Align.CENTRE : aligned.get(i);
            cell.setAlignment(
                    switch (align) {
                        case LEFT -> ParagraphAlignment.LEFT;
                        case CENTRE -> ParagraphAlignment.CENTER;
                        case RIGHT -> ParagraphAlignment.RIGHT;
                    });
            run(cell, i < cells.size() ? cells.get(i) : "", CELL_FONT, paper.cell())
                    .setBold(head);
        }
    }
}
