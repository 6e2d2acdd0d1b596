package limpid.export.document;

import java.math.BigInteger;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/**
 * Paper, margins and type of official documents by GB/T 9704-2012 党政机关公文格式, for a word processor. Fonts are named, not enclosed: a
 * machine that has them not takes others.
 */
public final class OfficialForm {
    /** Media type of the file. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /** Of the title. */
    public static final String TITLE_FONT = "方正小标宋简体";
    /** Of headings of the first level. */
    public static final String HEAD_FONT = "黑体";
    /** Of the text. */
    public static final String TEXT_FONT = "仿宋";
    /** Of tables. */
    public static final String CELL_FONT = "宋体";

    /** In points: 二号. */
    public static final double TITLE = 22;
    /** In points: 三号. */
    public static final double TEXT = 16;
    /** In points: 五号. */
    public static final double CELL = 10.5;
    /** Of the number of a page, in points: 四号. */
    private static final double FOOT = 14;

    /** Of a line of the text, in points. */
    public static final double LINE = 28;
    /** Two characters of the text, in twentieths of a point. */
    public static final int INDENT = 640;

    private static final String LATIN_FONT = "Times New Roman";
    /** Above, right, below, left. */
    private static final int[] MARGINS = {2_098, 1_474, 1_984, 1_588};

    /** Both margins beside the text, in twentieths of a point. */
    static final int BESIDE = MARGINS[1] + MARGINS[3];

    private OfficialForm() {}

    /** Makes the pages of a document so, with their number at the foot. */
    public static void page(XWPFDocument document, Paper paper) {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(paper.width()));
        size.setH(BigInteger.valueOf(paper.height()));
        if (paper.wide()) {
            size.setOrient(STPageOrientation.LANDSCAPE);
        }
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(MARGINS[0]));
        margins.setRight(BigInteger.valueOf(MARGINS[1]));
        margins.setBottom(BigInteger.valueOf(MARGINS[2]));
        margins.setLeft(BigInteger.valueOf(MARGINS[3]));
        XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setAlignment(ParagraphAlignment.CENTER);
        run(foot, "— ", CELL_FONT, FOOT);
        foot.getCTP().addNewFldSimple().setInstr("PAGE");
        run(foot, " —", CELL_FONT, FOOT);
    }

    /** Adds a text of one font to a paragraph; lines of it stay lines. */
    public static XWPFRun run(XWPFParagraph in, String text, String font, double points) {
        XWPFRun run = in.createRun();
        run.setFontSize(points);
        CTRPr properties =
                run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr();
        CTFonts fonts = properties.sizeOfRFontsArray() > 0 ? properties.getRFontsArray(0) : properties.addNewRFonts();
        fonts.setAscii(LATIN_FONT);
        fonts.setHAnsi(LATIN_FONT);
        fonts.setEastAsia(font);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i], i);
        }
        return run;
    }
}
