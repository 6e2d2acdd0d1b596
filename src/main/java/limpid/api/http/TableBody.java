package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import limpid.measure.Table;
import limpid.sheet.Form;
import limpid.sheet.OfficeTable;
import limpid.sheet.SheetFile;
import limpid.store.StationNames;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/**
 * A table in the body of a request: CSV in the encoding that the request declares for it, or a workbook; with the headers of the
 * import or those that offices use.
 */
@Singleton
public final class TableBody {
    /** The media type of a workbook. */
    public static final String WORKBOOK = SheetFile.TYPE;

    private static final String CHARSET = "charset=";
    private static final String WRITTEN = "limpid.table";

    private final Stations stations;

    TableBody(Stations stations) {
        this.stations = stations;
    }

    /**
     * Reads it, and remembers it for the answer to somebody who wants it back with what is wrong.
     *
     * @param form its name, by which complaints call the table
     * @throws Table.Malformed where it has no header, is in another encoding, or something in it can be read in no way
     */
    public Table read(String form, HttpRequest<?> request, byte[] body) {
        return read(form, form, request, body);
    }

    /** The same of a table that complaints call otherwise. */
    public Table read(String name, String form, HttpRequest<?> request, byte[] body) {
        OfficeTable table = OfficeTable.read(
                name, Form.named(form).orElseThrow(), body, charset(request), new StationNames(stations));
        request.setAttribute(WRITTEN, table.written());
        return table.table();
    }

    /** The table of a request as it was written. */
    static Optional<Table> written(HttpRequest<?> request) {
        return request.getAttribute(WRITTEN, Table.class);
    }

    /** By hand: a name that no Java knows must be refused with its name. */
    private static @Nullable String charset(HttpRequest<?> request) {
        String type = request.getHeaders().findFirst(HttpHeaders.CONTENT_TYPE).orElse("");
        return Arrays.stream(type.split(";"))
                .map(String::strip)
                .filter(part -> part.toLowerCase(Locale.ROOT).startsWith(CHARSET))
                .map(part -> part.substring(CHARSET.length()).replace("\"", "").strip())
                .findFirst()
                .orElse(null);
    }
}
