package limpid.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads entered figures of a programme from a table with the columns {@code indicator} (with its part, as in {@code 14b}),
 * {@code period}, {@code item}, {@code value}, {@code met}, {@code reference}, {@code applies}, {@code source},
 * {@code file}; all but indicator, period and source may be left out.
 */
public final class ReportTable {
    /** The columns. */
    public static final List<String> HEADER =
            List.of("indicator", "period", "item", "value", "met", "reference", "applies", "source", "file");

    /** What our own list has beside them: the part stands behind its indicator, the rest is ours to say. */
    private static final List<String> OF_LIST = List.of("part", "enteredBy", "enteredAt", "revision");

    private static final List<String> KNOWN =
            Stream.concat(HEADER.stream(), OF_LIST.stream()).toList();

    private static final List<String> REQUIRED = List.of("indicator", "period");

    private ReportTable() {}

    /**
     * Reads them all.
     *
     * @param enteredBy who hands them in
     * @throws Table.Malformed with line and column of what is wrong
     */
    public static List<Report> read(Programme programme, Table table, String enteredBy, Instant enteredAt) {
        table.requireColumns(KNOWN, REQUIRED);
        List<Report> reports = table.map(row -> report(programme, row, enteredBy, enteredAt));
        table.unique(
                "indicator",
                row -> List.of(
                        row.required("indicator") + row.optional("part").orElse(""),
                        row.required("period"),
                        row.optional("item").orElse("")));
        return reports;
    }

    private static Report report(Programme programme, Row row, String enteredBy, Instant enteredAt) {
        String code = row.required("indicator") + row.optional("part").orElse("");
        Indicator indicator = programme
                .indicator(code)
                .orElseThrow(() -> row.malformed("indicator", programme.id() + " has no indicator '" + code + "'"));
        if (indicator.parts() != null) {
            throw row.malformed(
                    "indicator",
                    code + " follows from its parts; report "
                            + String.join(
                                    " or ",
                                    indicator.parts().names().stream()
                                            .map(part -> code + part)
                                            .toList()));
        }
        try {
            Report report = new Report(
                    indicator.no(),
                    indicator.part(),
                    row.required("period"),
                    row.optional("item").orElse(""),
                    number(row, "value"),
                    row.optional("met").isPresent() ? Boolean.valueOf(row.yes("met")) : null,
                    number(row, "reference"),
                    row.optional("applies").isEmpty() || row.yes("applies"),
                    row.optional("source").orElse(""),
                    row.optional("file").orElse(""),
                    enteredBy,
                    enteredAt,
                    1);
            Plausible.require(indicator, report);
            return report;
        } catch (IllegalArgumentException e) {
            throw e instanceof Table.Malformed ? e : named(row, String.valueOf(e.getMessage()));
        }
    }

    /** The report says {@code column: reason}. */
    private static Table.Malformed named(Row row, String complaint) {
        int colon = complaint.indexOf(": ");
        return row.malformed(complaint.substring(0, colon), complaint.substring(colon + 2));
    }

    private static @Nullable BigDecimal number(Row row, String column) {
        return row.optionalDecimal(column).orElse(null);
    }
}
