package limpid.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import limpid.export.Column.Kind;
import limpid.export.DocumentSheets.TooManyRows;
import limpid.export.document.Block;
import limpid.export.document.DocxFile;
import limpid.export.document.Paper;
import limpid.export.document.PdfFile;
import limpid.measure.Medium;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Lists as documents: all columns, words for codes, heads on each page, and no more rows than people leaf through. */
class DocumentSheetsTest {
    private static final Instant FROM = Instant.parse("2026-02-28T16:00:00Z");
    private static final Query QUERY =
            new Query(FROM, FROM.plusSeconds(86_400L * 31), Map.of("city", "泠川市"), List.of());

    /** A key, a code with its word, and so many figures. */
    private static Dataset table(int figures) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of(Kind.DATE, "date", "日期"),
                new Column("level", "级别", Kind.INTEGER, null, null, true),
                Column.text("levelWord", "级别")));
        IntStream.range(0, figures)
                .mapToObj(i -> Column.decimal("f" + i, "浓度" + i, "ug/m3", 1))
                .forEach(columns::add);
        return new Dataset(
                        "days",
                        "空气质量日报",
                        "Air quality by day",
                        Medium.AIR,
                        columns,
                        List.of("date"),
                        List.of("city"),
                        (snapshot, query) -> {
                            throw new UnsupportedOperationException("rows are given by the test");
                        })
                .with(
                        columns,
                        (snapshot, query) -> {
                            throw new UnsupportedOperationException("rows are given by the test");
                        },
                        Header.ZH);
    }

    private static byte[] file(int figures, int rows, BiFunction<List<Block>, Paper, byte[]> writer)
            throws IOException {
        Dataset table = table(figures);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DocumentSheets sheets = new DocumentSheets(out, writer);
        CsvText text = new CsvText(table.columns());
        sheets.begin(table);
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] cells = new @Nullable Object[3 + figures];
            cells[0] = LocalDate.of(2026, 3, 1).plusDays(row);
            cells[1] = 2;
            cells[2] = "良";
            for (int i = 0; i < figures; i++) {
                cells[3 + i] = row == 1 ? Mark.MISSING : BigDecimal.valueOf(51 + i);
            }
            sheets.row(cells, text.line(cells));
        }
        sheets.end(Description.of(table, QUERY, FROM, rows, "0"));
        sheets.finish();
        return out.toByteArray();
    }

    @Test
    void aNarrowListIsOneTableOnUprightPages() throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file(3, 3, DocxFile::of)))) {
            assertEquals(1, document.getTables().size());
            XWPFTable table = document.getTables().getFirst();
            assertEquals(
                    "日期\t级别\t浓度0\n（μg/m³）\t浓度1\n（μg/m³）\t浓度2\n（μg/m³）\n2026-03-01\t良\t51.0\t52.0\t53.0\n"
                            + "2026-03-02\t良\tNA\tNA\tNA\n2026-03-03\t良\t51.0\t52.0\t53.0\n",
                    table.getText());
            assertTrue(table.getRow(0).isRepeatHeader(), "heads on each page");
            assertFalse(document.getDocument().getBody().getSectPr().getPgSz().isSetOrient());
            List<String> texts = document.getParagraphs().stream()
                    .map(one -> one.getText())
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertEquals("空气质量日报", texts.getFirst());
            assertEquals("城市：泠川市；起：2026-03-01 00:00；止：2026-04-01 00:00", texts.get(1));
            assertEquals("符号：NA 缺失 missing", texts.get(2));
            assertTrue(texts.get(3).startsWith("标准：GB 3095"), texts::toString);
            assertTrue(document.getFooterList().getFirst().getText().contains("—"), "pages have numbers");
        }
    }

    @Test
    void aWideListGoesOnInTablesThatBeginWithItsKey() throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file(30, 2, DocxFile::of)))) {
            assertEquals(
                    "landscape",
                    document.getDocument()
                            .getBody()
                            .getSectPr()
                            .getPgSz()
                            .getOrient()
                            .toString());
            List<String> heads = new ArrayList<>();
            for (XWPFTable table : document.getTables()) {
                assertEquals("日期", table.getRow(0).getCell(0).getText());
                table.getRow(0).getTableCells().stream().skip(1).forEach(cell -> heads.add(cell.getText()));
            }
            assertTrue(document.getTables().size() > 1);
            assertEquals(31, heads.size(), "each column once: " + heads);
        }
    }

    @Test
    void aPrintHasHeadsAndNumbersOnEachPage() throws IOException {
        Path font = PdfFile.systemFont().orElse(null);
        Assumptions.assumeTrue(font != null, "needs a font with Chinese letters");
        byte[] pdf = file(3, 120, (blocks, paper) -> PdfFile.of(blocks, font, paper));
        try (PdfReader reader = new PdfReader(pdf)) {
            assertTrue(reader.getNumberOfPages() > 2);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                String text = new PdfTextExtractor(reader).getTextFromPage(page);
                assertTrue(text.contains("浓度2") && text.contains("— " + page + " —"), text);
            }
        }
    }

    @Test
    void moreRowsThanAnybodyLeafsThroughAreRefused() {
        TooManyRows refused =
                assertThrows(TooManyRows.class, () -> file(1, DocumentSheets.MOST_ROWS + 1, DocxFile::of));
        assertTrue(refused.getMessage().contains("1000 rows and 12000 cells at most"), refused.getMessage());
        assertThrows(TooManyRows.class, () -> file(118, 101, DocxFile::of));
    }
}
