package limpid.api.programme;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.api.http.Problem;
import limpid.measure.Table;
import limpid.programme.Programme;
import limpid.programme.Report;
import limpid.programme.ReportTable;
import org.jspecify.annotations.Nullable;

/** An entered figure as JSON, read by the same rules as a line of the table. */
final class ReportDocument {
    private ReportDocument() {}

    static List<Report> read(
            Programme programme,
            String indicator,
            String period,
            Map<String, @Nullable Object> document,
            String enteredBy,
            Instant enteredAt) {
        Map<String, String> fields = new TreeMap<>();
        document.forEach((member, value) -> fields.put(member, text(value)));
        fields.put("indicator", indicator);
        fields.put("period", period);
        try {
            return ReportTable.read(programme, Table.text("report", csv(fields)), enteredBy, enteredAt);
        } catch (Table.Malformed e) {
            throw Problem.badParameter(e.column(), fields.getOrDefault(e.column(), ""), e.reason());
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean yes -> yes ? "yes" : "no";
            default -> value.toString();
        };
    }

    private static String csv(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(fields.keySet());
            csv.writeRecord(fields.values());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
