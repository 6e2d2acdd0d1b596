package limpid.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import limpid.measure.LocalDay;
import limpid.programme.EvidenceFile;
import limpid.programme.EvidenceFile.Subject;
import limpid.programme.Indicator;
import limpid.programme.Programme;
import limpid.programme.Task;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The evidence files of a programme 创模档案 as one ZIP: a folder for each figure and for each task and unit, and a workbook that
 * lists them all. A file that was taken back is in the list alone.
 */
public final class EvidenceArchive {
    /** Of the workbook that lists the files. */
    public static final String INDEX = "00-目录.xlsx";

    private static final List<String> HEAD =
            List.of("序号", "文件", "指标编号", "指标或任务", "时段", "任务", "单位", "城市", "字节", "SHA-256", "报送人", "报送时间", "撤回人", "撤回时间");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(LocalDay.CHINA);
    private static final List<Integer> WIDTHS = List.of(8, 48, 10, 40, 10, 12, 24, 12, 12, 66, 16, 20, 16, 20);

    private EvidenceArchive() {}

    /**
     * Writes the archive; one content at a time is in memory.
     *
     * @param files   in the order of the list
     * @param content of a file by its number; empty where it was taken back meanwhile
     */
    public static void write(
            Programme programme, List<EvidenceFile> files, LongFunction<Optional<byte[]>> content, OutputStream out)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, INDEX, index(programme, files));
            for (EvidenceFile file : files) {
                Optional<byte[]> bytes = file.removedAt() == null ? content.apply(file.id()) : Optional.empty();
                if (bytes.isPresent()) {
                    put(zip, path(file), bytes.get());
                }
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Where a file stands: {@code 指标/16/2015/3-nj-2015.pdf}, {@code 任务/2016-33/市公安局/4-outline.pdf}. */
    static String path(EvidenceFile file) {
        Subject of = file.of();
        String folder = of.task().isEmpty()
                ? "指标/" + plain(of.indicator()) + "/" + plain(of.period())
                : "任务/" + plain(of.task()) + (of.unit().isEmpty() ? "" : "/" + plain(of.unit()));
        return folder + "/" + file.id() + "-" + file.name();
    }

    /** As the name of a folder. */
    private static String plain(String text) {
        return text.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_");
    }

    private static byte[] index(Programme programme, List<EvidenceFile> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "limpid", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("目录");
            for (int column = 0; column < HEAD.size(); column++) {
                sheet.value(0, column, HEAD.get(column));
                sheet.style(0, column).bold().set();
                sheet.width(column, WIDTHS.get(column));
            }
            sheet.freezePane(0, 1);
            for (int i = 0; i < files.size(); i++) {
                line(sheet, i + 1, programme, files.get(i));
            }
        }
        return bytes.toByteArray();
    }

    private static void line(Worksheet sheet, int row, Programme programme, EvidenceFile file) {
        Subject of = file.of();
        sheet.value(row, 0, file.id());
        List<String> cells = List.of(
                file.removedAt() == null ? path(file) : file.name(),
                of.indicator(),
                name(programme, of),
                of.period(),
                of.task(),
                of.unit(),
                of.city());
        for (int i = 0; i < cells.size(); i++) {
            sheet.value(row, i + 1, cells.get(i));
        }
        sheet.value(row, 8, file.size());
        sheet.value(row, 9, file.sha256());
        sheet.value(row, 10, file.addedBy());
        sheet.value(row, 11, TIME.format(file.addedAt()));
        Instant removed = file.removedAt();
        if (removed != null) {
            sheet.value(row, 12, file.removedBy());
            sheet.value(row, 13, TIME.format(removed));
        }
    }

    private static String name(Programme programme, Subject of) {
        return of.task().isEmpty()
                ? programme.indicator(of.indicator()).map(Indicator::nameZh).orElse("")
                : programme.task(of.task()).map(Task::name).orElse("");
    }
}
