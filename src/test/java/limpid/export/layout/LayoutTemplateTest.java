package limpid.export.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.bulletin.BadTemplate;
import limpid.bulletin.Shape;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTemplateTest {
    private static final Shape ROW = new Shape.Named(Map.of("name", Shape.ANYTHING, "value", Shape.ANYTHING));
    private static final Shape FIGURES = new Shape.Named(Map.of(
            "city",
            Shape.ANYTHING,
            "rows",
            new Shape.Each(ROW),
            "network",
            new Shape.Named(Map.of("rows", new Shape.Each(ROW)))));

    @TempDir
    static Path folder;

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.createSheet("表");
            for (int r = 0; r < rows.size(); r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows.get(r).size(); c++) {
                    String text = rows.get(r).get(c);
                    Cell cell = row.createCell(c);
                    if (text.startsWith("=")) {
                        cell.setCellFormula(text.substring(1));
                    } else {
                        cell.setCellValue(text);
                    }
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 2, 3));
            book.write(out);
            return out.toByteArray();
        }
    }

    private static Map<String, @Nullable Object> row(String name, @Nullable Object value) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("name", name);
        row.put("value", value);
        return row;
    }

    @Test
    void aRowIsRepeatedForEachElementAndWhatStandsBelowMovesDown() throws IOException {
        byte[] template = workbook(List.of(
                List.of("${city}日报"),
                List.of("${rows.name}", "${rows.value:NA}", "${city} ${rows.name}"),
                List.of("below"),
                List.of("${network.rows.name}"),
                List.of("end")));
        byte[] filled = LayoutTemplate.read("t.xlsx", template, FIGURES)
                .filled(Map.of(
                        "city",
                        "泠川市",
                        "rows",
                        List.of(row("甲", new BigDecimal("51.0")), row("乙", null), row("=1+1", new BigDecimal("7"))),
                        "network",
                        Map.of("rows", List.of())));
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(filled))) {
            XSSFSheet sheet = book.getSheetAt(0);
            DataFormatter shown = new DataFormatter();
            List<String> cells = new java.util.ArrayList<>();
            for (Row row : sheet) {
                for (Cell cell : row) {
                    cells.add(cell.getAddress() + " " + shown.formatCellValue(cell));
                }
            }
            assertEquals(
                    List.of(
                            "A1 泠川市日报",
                            "A2 甲",
                            "B2 51.0",
                            "C2 泠川市 甲",
                            "A3 乙",
                            "B3 NA",
                            "C3 泠川市 乙",
                            "A4 =1+1",
                            "B4 7",
                            "C4 泠川市 =1+1",
                            "A5 below",
                            "A6 —",
                            "A7 end"),
                    cells);
            assertEquals(CellType.NUMERIC, sheet.getRow(1).getCell(1).getCellType());
            assertEquals(CellType.STRING, sheet.getRow(3).getCell(0).getCellType(), "a name is never computed");
            assertEquals(3, sheet.getNumMergedRegions(), "each has the shape of the row it came from");
        }
    }

    @Test
    void aFigureOfAnotherNameIsRefusedWithItsCell() throws IOException {
        byte[] template = workbook(List.of(List.of("a"), List.of("x", "y", "${rows.valeu}")));
        BadTemplate bad = assertThrows(BadTemplate.class, () -> LayoutTemplate.read("t.xlsx", template, FIGURES));
        assertEquals("t.xlsx: sheet '表' cell C2: no figure is called 'valeu'", bad.getMessage());
        assertEquals(
                "e.xlsx: no workbook: The supplied file was empty (zero bytes long)",
                assertThrows(BadTemplate.class, () -> LayoutTemplate.read("e.xlsx", new byte[0], FIGURES))
                        .getMessage());
        byte[] text = "no workbook".getBytes(StandardCharsets.UTF_8);
        assertTrue(assertThrows(BadTemplate.class, () -> LayoutTemplate.read("u.xlsx", text, FIGURES))
                .getMessage()
                .startsWith("u.xlsx: no workbook: "));
    }

    @Test
    void thatOfACityGoesBeforeThatForAll() throws IOException {
        Files.write(folder.resolve("air-daily.xlsx"), workbook(List.of(List.of("all ${city}"), List.of("b"))));
        Files.write(folder.resolve("甲市.air-daily.xlsx"), workbook(List.of(List.of("own ${city}"), List.of("b"))));
        Layouts layouts = Layouts.with(folder, Map.of("air-daily", FIGURES));
        assertEquals("own 甲市", first(layouts.filled("air-daily", "甲市", Map.of("city", "甲市"))));
        assertEquals("all 乙市", first(layouts.filled("air-daily", "乙市", Map.of("city", "乙市"))));
        Path stray = Files.write(folder.resolve("air-dayly.xlsx"), workbook(List.of(List.of("a"), List.of("b"))));
        try {
            assertEquals(
                    "air-dayly.xlsx: expected a name that ends in one of air-daily.xlsx",
                    assertThrows(BadTemplate.class, () -> Layouts.with(folder, Map.of("air-daily", FIGURES)))
                            .getMessage());
        } finally {
            Files.delete(stray);
        }
    }

    private static String first(byte[] workbook) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            return book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue();
        }
    }
}
