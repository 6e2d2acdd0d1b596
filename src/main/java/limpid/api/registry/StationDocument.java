package limpid.api.registry;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.measure.Table;
import limpid.register.RegisterColumn;
import limpid.station.Station;
import limpid.station.StationCsv;
import org.jspecify.annotations.Nullable;

/** A station as JSON, read by the same rules as a line of the registry's CSV. */
public final class StationDocument {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        StationCsv.HEADER.forEach(column -> COLUMNS.put(RegisterColumn.member(column), column));
    }

    private StationDocument() {}

    /** The station of a document; {@code updatedAt} is ours and passed over. */
    static Station read(String code, Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> members = new HashMap<>(document);
        members.remove("updatedAt");
        Object itsCode = members.getOrDefault("code", code);
        if (!code.equals(itsCode)) {
            throw bad("code", "'" + itsCode + "' is not the code in the path, '" + code + "'");
        }
        members.put("code", code);
        try {
            return StationCsv.read(Table.text("station", csv(members))).getFirst();
        } catch (Table.Malformed e) {
            throw bad(RegisterColumn.member(e.column()), e.reason());
        }
    }

    private static String csv(Map<String, @Nullable Object> members) {
        List<String> header = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        members.forEach((member, value) -> {
            header.add(column(member));
            fields.add(text(member, value));
        });
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header);
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private static String column(String member) {
        String column = COLUMNS.get(member);
        if (column == null) {
            throw bad(member, "no such member; there are " + String.join(", ", COLUMNS.keySet()));
        }
        return column;
    }

    private static String text(String member, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case BigDecimal decimal -> decimal.toPlainString();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(";"));
            default -> throw bad(member, "a text, number, truth value or list of texts was expected");
        };
    }

    private static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }
}
