package limpid.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import limpid.air.DustColumns;
import limpid.measure.Table;
import limpid.measure.Table.Malformed;
import limpid.programme.ReportTable;
import limpid.programme.TaskEntryTable;
import limpid.station.StationCsv;
import limpid.water.IntakeColumns;
import limpid.water.LimitColumns;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

/** Tables as offices write them. */
class OfficeTableTest {
    private static final Map<String, String> CODES = Map.of("大桥", "W-1", "码头", "W-2");

    private static OfficeTable office(String form, byte[] bytes) {
        return OfficeTable.read(
                form, Form.named(form).orElseThrow(), bytes, null, name -> CODES.getOrDefault(name, name));
    }

    private static OfficeTable office(String form, String csv) {
        return office(form, csv.getBytes(StandardCharsets.UTF_8));
    }

    /** As text, with the lines they were written on. */
    private static List<String> lines(Table table, String... columns) {
        return table.rows().stream()
                .map(row -> row.line() + " "
                        + String.join(
                                " ",
                                java.util.Arrays.stream(columns).map(row::text).toList()))
                .toList();
    }

    private interface Writing {
        void into(Worksheet sheet);
    }

    private static byte[] book(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", null)) {
            Worksheet sheet = book.newWorksheet("原始记录");
            writing.into(sheet);
            sheet.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case Number number -> sheet.value(row, i, number);
                case LocalDateTime time -> {
                    sheet.value(row, i, time);
                    sheet.style(row, i).format("yyyy/m/d h:mm").set();
                }
                case LocalDate date -> {
                    sheet.value(row, i, date);
                    sheet.style(row, i).format("yyyy/m/d").set();
                }
                default -> sheet.value(row, i, cells[i].toString());
            }
        }
    }

    @Test
    void aLaboratorysSheetIsReadSideBySide() {
        byte[] bytes = book(sheet -> {
            row(sheet, 0, "临江市地表水监测结果表（2026年1月）");
            row(sheet, 1, "断面名称", "采样时间", "水温(℃)", "氨氮(mg/L)", "高锰酸盐指数", "六价铬", "总磷（以P计）");
            row(sheet, 2, "检出限", "", "", 0.025, 0.5, "0.004L", 0.01);
            row(sheet, 3, "单位", "", "℃", "mg/L", "mg/L", "mg/L", "mg/L");
            row(sheet, 4, "大桥", LocalDateTime.of(2026, 1, 10, 9, 0), 6.4, "未检出", 2.1, "ND", 0.07);
            row(sheet, 6, "W-2", "2026年1月10日 9时30分", 6.5, "<0.025", "/", "", 0.1 + 0.2);
        });
        assertEquals(
                List.of(
                        "5 W-1 2026-01-10T09:00:00 WT 6.4 PT0S",
                        "5 W-1 2026-01-10T09:00:00 NH3N 0.025L PT0S",
                        "5 W-1 2026-01-10T09:00:00 CODMN 2.1 PT0S",
                        "5 W-1 2026-01-10T09:00:00 CR6 0.004L PT0S",
                        "5 W-1 2026-01-10T09:00:00 TP 0.07 PT0S",
                        "7 W-2 2026-01-10T09:30 WT 6.5 PT0S",
                        "7 W-2 2026-01-10T09:30 NH3N <0.025 PT0S",
                        "7 W-2 2026-01-10T09:30 TP 0.3 PT0S"),
                lines(office("samples", bytes).table(), "station", "end", "parameter", "value", "period"));
    }

    @Test
    void itemsBelowEachOtherAreReadToo() {
        assertEquals(
                List.of("2 W-1 2026-01-10T09:00 NH3N 0.025L PT0S", "3 W-1 2026-01-10T09:00 TP 0.2 PT0S"),
                lines(office("samples", """
                                断面,采样时间,项目,结果,检出限
                                大桥,2026/1/10 9:00,氨氮,未检出,0.025
                                大桥,2026/1/10 9:00,总磷,0.2,
                                """).table(), "station", "end", "parameter", "value", "period"));
    }

    @Test
    void theImportsOwnTableIsLeftAlone() {
        String csv = "station,parameter,end,period,value,flag\nW-1,HG,2026-01-10T09:00:00+08:00,PT0S,0.00004L,\n";
        OfficeTable office = office("samples", csv);
        assertEquals(office.written(), office.table());
    }

    @Test
    void whatIsWrongIsNamedWhereItWasWrittenAllOfIt() {
        Malformed fault =
                assertThrows(Malformed.class, () -> office("samples", """
                断面,采样时间,氨氮,总磷
                大桥,2026/1/10 9:00,未检出,0.2
                大桥,2026/1/11 9:00,0.1,0.2
                大桥,2026/1/12 9:00,0.1,未检出
                """).table());
        assertEquals(
                List.of("2 氨氮", "4 总磷"),
                fault.all().stream().map(one -> one.line() + " " + one.column()).toList());
        assertTrue(fault.getMessage().startsWith("samples line 2 column 氨氮: '未检出' without its detection limit"));
        // Found by the import, which knows the table by its own columns.
        Table table = office("samples", "断面,采样时间,氨氮\n大桥,2026/1/10 9:00,much\n").table();
        Malformed later = table.rows().getFirst().malformed("value", "is no number");
        assertEquals("samples line 2 column 氨氮: is no number", later.getMessage());
        Malformed time = table.rows().getFirst().malformed("end", "is in the future");
        assertEquals("采样时间", time.column());
    }

    @Test
    void aTableOfFewBytesIsATable() {
        assertEquals(0, office("dust", "a\n").written().size());
    }

    @Test
    void aUnitThatIsNotOursIsRefused() {
        assertTrue(assertThrows(Malformed.class, () -> office("samples", "断面,时间,氨氮(ug/L)\nW-1,2026/1/10 9:00,5\n")
                        .table())
                .getMessage()
                .endsWith("line 1 column 氨氮(ug/L): in ug/L where NH3N is in mg/L"));
        assertTrue(assertThrows(Malformed.class, () -> office("samples", "断面,时间,氨氮\n单位,,μg/L\nW-1,2026/1/10 9:00,5\n")
                        .table())
                .getMessage()
                .endsWith("line 2 column 氨氮: in ug/L where NH3N is in mg/L"));
    }

    @Test
    void otherFormsHaveTheirWordsAndDates() {
        assertEquals(
                List.of("2 A-9 air PT1H yes 2026-01-05"),
                lines(
                        office("stations", """
                                站点编码,站点名称,介质,城市,监测周期,计入城市,启用日期
                                A-9,新站,环境空气,临江,1小时,是,2026年1月5日
                                """).table(),
                        "code",
                        "medium",
                        "period",
                        "counts_in_city",
                        "in_service_from"));
        byte[] intakes = book(sheet -> {
            row(sheet, 0, "水源地", "月份", "取水量(万吨)", "来源");
            row(sheet, 1, "大桥", "2026年1月", 451.05, "水务局月报");
            row(sheet, 2, "大桥", LocalDate.of(2026, 2, 1), 460, "水务局月报");
        });
        assertEquals(
                List.of("2 W-1 2026-01 451.05", "3 W-1 2026-02 460"),
                lines(office("intakes", intakes).table(), "section", "month", "volume"));
        assertEquals(
                List.of("2 W-1 NH3N 2.5 2026-01-01"),
                lines(
                        office("limits", "断面,项目,限值,起始日期,截止日期,方案\n大桥,氨氮,2.5,2026/1/1,,计划\n")
                                .table(),
                        "section",
                        "item",
                        "limit",
                        "from"));
    }

    /** A form knows the columns that its import knows, in the same order. */
    @Test
    void formsHaveTheColumnsOfTheirImports() {
        assertEquals(LimitColumns.REGISTER.header(), columns("limits"));
        assertEquals(IntakeColumns.REGISTER.header(), columns("intakes"));
        assertEquals(DustColumns.REGISTER.header(), columns("dust"));
        assertEquals(TaskEntryTable.HEADER, columns("tasks"));
        assertEquals(ReportTable.HEADER, columns("reports"));
        assertEquals(StationCsv.HEADER, columns("stations"));
    }

    private static List<String> columns(String form) {
        return Form.named(form).orElseThrow().columns().stream()
                .map(Form.Column::name)
                .toList();
    }

    @Test
    void aTemplateIsReadAgain() throws IOException {
        for (Form form : Form.all()) {
            byte[] template = SheetFile.template(form, List.of("WT", "PH", "NH3N", "F"));
            Table table = office(form.name(), template).table();
            assertEquals(0, table.size(), form.name());
            form.columns().stream()
                    .filter(Form.Column::required)
                    .forEach(column -> assertTrue(table.columns().contains(column.name()), form + column.name()));
            Table csv = office(form.name(), SheetFile.csvTemplate(form, List.of("WT", "PH", "NH3N", "F")))
                    .table();
            assertEquals(table.columns(), csv.columns());
        }
    }

    @Test
    void aSheetComesBackWithWhatIsWrong() throws IOException {
        OfficeTable office = office("samples", "断面,采样时间,氨氮\n大桥,2026/1/10 9:00,0.2\n大桥,2026/1/11 9:00,未检出\n");
        Malformed fault = assertThrows(Malformed.class, office::table);
        List<String> cells = new ArrayList<>();
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(SheetFile.marked(office.written(), fault)))) {
            book.getFirstSheet()
                    .read()
                    .forEach(row -> cells.add(row.getRowNum() + " "
                            + row.stream()
                                    .map(cell -> cell == null ? "" : cell.getText())
                                    .toList()));
        }
        assertEquals("1 [断面, 采样时间, 氨氮, 错误 errors]", cells.get(0));
        assertEquals("2 [大桥, 2026/1/10 9:00, 0.2]", cells.get(1));
        assertTrue(
                cells.get(2).startsWith("3 [大桥, 2026/1/11 9:00, 未检出, 氨氮: “未检出”没有检出限")
                        && cells.get(2).contains("'未检出' without its detection limit"),
                cells.get(2));
    }

    @Test
    void whatIsNoWorkbookIsSaid() throws IOException {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0};
        assertTrue(assertThrows(Malformed.class, () -> office("samples", old))
                .getMessage()
                .contains("save it as .xlsx"));
        byte[] broken = java.util.Arrays.copyOf(book(sheet -> row(sheet, 0, "断面")), 300);
        assertTrue(assertThrows(Malformed.class, () -> office("samples", broken))
                .getMessage()
                .contains("no workbook that can be read"));
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zip.write(zeros);
            }
        }
        assertTrue(assertThrows(Malformed.class, () -> office("samples", bomb.toByteArray()))
                .getMessage()
                .contains("unpacks to more than"));
        assertArrayEquals(new byte[] {'P', 'K'}, java.util.Arrays.copyOf(bomb.toByteArray(), 2));
    }
}
