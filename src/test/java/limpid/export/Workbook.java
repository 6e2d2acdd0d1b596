package limpid.export;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Workbooks opened again. */
public final class Workbook {
    private Workbook() {}

    /** The cells of a sheet as the file has them. @param number from 1 */
    public static List<List<String>> sheet(byte[] file, int number) throws Exception {
        Path book = Files.createTempFile("book", ".xlsx");
        try (ZipFile zip = new ZipFile(Files.write(book, file).toFile())) {
            ZipEntry entry = zip.getEntry("xl/worksheets/sheet" + number + ".xml");
            if (entry != null) {
                return rows(zip.getInputStream(entry).readAllBytes());
            }
        } finally {
            Files.delete(book);
        }
        throw new AssertionError("no sheet " + number);
    }

    private static List<List<String>> rows(byte[] xml) throws Exception {
        NodeList rows = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getElementsByTagName("row");
        List<List<String>> sheet = new ArrayList<>();
        for (int i = 0; i < rows.getLength(); i++) {
            sheet.add(cells((Element) rows.item(i)));
        }
        return sheet;
    }

    private static List<String> cells(Element row) {
        List<String> cells = new ArrayList<>();
        NodeList elements = row.getElementsByTagName("c");
        for (int i = 0; i < elements.getLength(); i++) {
            Element cell = (Element) elements.item(i);
            int column = 0;
            for (char c : cell.getAttribute("r").replaceAll("[0-9]", "").toCharArray()) {
                column = column * 26 + c - 'A' + 1;
            }
            while (cells.size() < column - 1) {
                cells.add("");
            }
            cells.add(cell.getTextContent());
        }
        return cells;
    }
}
