package limpid.export.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limpid.export.document.Block.Align;
import limpid.export.document.Block.Grid;
import limpid.export.document.Block.Heading;
import limpid.export.document.Block.Paragraph;
import limpid.export.document.Block.Run;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class DocumentTest {
    private static final String TEXT = """
            # 泠川市2026年第三季度环境质量通报

            ## 一、环境空气质量

            优良率为 **98.9%** &lt;b&gt;，
            同比持平。

            1. 第一项
            2. 第二项

            - 另一项

            | 级别 | 天数 | 注 |
            |:---|---:|:---:|
            | 优 | 51 | a\\|b |
            | 良 | 40 | |
            """;

    @Test
    void markdownIsReadToBlocks() {
        assertEquals(
                List.of(
                        new Heading(1, "泠川市2026年第三季度环境质量通报"),
                        new Heading(2, "一、环境空气质量"),
                        new Paragraph(
                                "",
                                List.of(
                                        new Run("优良率为 ", false),
                                        new Run("98.9%", true),
                                        new Run(" <b>， 同比持平。", false))),
                        new Paragraph("1.", List.of(new Run("第一项", false))),
                        new Paragraph("2.", List.of(new Run("第二项", false))),
                        new Paragraph("•", List.of(new Run("另一项", false))),
                        new Grid(
                                List.of("级别", "天数", "注"),
                                List.of(List.of("优", "51", "a|b"), List.of("良", "40", "")),
                                List.of(Align.LEFT, Align.RIGHT, Align.CENTRE))),
                MarkdownBlocks.of(TEXT));
    }

    @Test
    void aDocumentHoldsAllOfIt() throws Exception {
        try (XWPFDocument document =
                new XWPFDocument(new ByteArrayInputStream(DocxFile.of(MarkdownBlocks.of(TEXT), Paper.TEXT)))) {
            List<String> texts = document.getParagraphs().stream()
                    .map(paragraph -> paragraph.getText())
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertEquals(
                    List.of("泠川市2026年第三季度环境质量通报", "一、环境空气质量", "优良率为 98.9% <b>， 同比持平。", "1. 第一项", "2. 第二项", "• 另一项"),
                    texts);
            XWPFTable table = document.getTables().getFirst();
            assertEquals("级别\t天数\t注\n优\t51\ta|b\n良\t40\t\n", table.getText());
        }
    }

    @Test
    void aPrintHoldsAllOfItWithItsLetters() throws Exception {
        Path font = PdfFile.systemFont().orElse(null);
        Assumptions.assumeTrue(font != null, "needs a font with Chinese letters");
        byte[] pdf = PdfFile.of(MarkdownBlocks.of(TEXT), font, Paper.TEXT);
        try (PdfReader reader = new PdfReader(pdf)) {
            String text = new PdfTextExtractor(reader).getTextFromPage(1);
            for (String part : List.of("泠川市2026年第三季度环境质量通报", "98.9%", "第二项", "天数", "51")) {
                assertTrue(text.contains(part), part + " in " + text);
            }
        }
        byte[] odd = PdfFile.of(MarkdownBlocks.of("Ⅴ类 劣Ⅴ μg/m³ PM₂.₅ \uE123"), font, Paper.TEXT);
        try (PdfReader reader = new PdfReader(odd)) {
            String text = new PdfTextExtractor(reader).getTextFromPage(1);
            assertTrue(text.replace("— 1 —", "").strip().matches("[ⅤV]类 劣[ⅤV] [μµ]g/m[³3] PM[₂2]\\.[₅5] \\?"), text);
            BaseFont letters = BaseFont.createFont(
                    font.toString().endsWith(".ttc") ? font + ",0" : font.toString(),
                    BaseFont.IDENTITY_H,
                    BaseFont.EMBEDDED);
            assertTrue(
                    letters.getCharBBox('A') == null
                            || text.chars()
                                    .filter(letter -> !Character.isWhitespace(letter))
                                    .allMatch(letter -> letters.getCharBBox(letter) != null),
                    "each has a shape");
        }
        assertTrue(new String(pdf, StandardCharsets.ISO_8859_1).contains("/FontFile"), "the letters are enclosed");
    }

    @Test
    void aFontThatIsNoneIsNamed() throws Exception {
        Path none = Files.createTempFile("none", ".ttf");
        List<Block> blocks = MarkdownBlocks.of(TEXT);
        assertTrue(assertThrows(UncheckedIOException.class, () -> PdfFile.of(blocks, none, Paper.TEXT))
                .getMessage()
                .contains(none.toString()));
    }
}
