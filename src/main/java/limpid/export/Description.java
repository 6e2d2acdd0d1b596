package limpid.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to read an export years later, and to see whether another one holds the same.
 *
 * @param query    as it was asked
 * @param takenAt  the instant of the snapshot
 * @param rows     how many
 * @param sha256   of the lines of its CSV after the header, CR LF included, whatever the format
 * @param editions the standards in force in the span
 * @param items    parameters with their units and decimals, where rows name them; else the columns have them
 */
public record Description(
        String dataset,
        String titleZh,
        String titleEn,
        String timeZone,
        Map<String, String> query,
        String takenAt,
        long rows,
        String sha256,
        List<ColumnLine> columns,
        List<ItemLine> items,
        List<EditionLine> editions,
        List<FlagLine> flags,
        Map<String, String> marks) {
    /** A column. */
    public record ColumnLine(
            String name,
            String titleZh,
            String titleEn,
            String kind,
            @Nullable String unit,
            @Nullable Integer digits) {}

    /** A parameter. */
    public record ItemLine(String code, String nameZh, String nameEn, String unit, int digits) {
        private static ItemLine of(Parameter parameter) {
            return new ItemLine(
                    parameter.code(), parameter.nameZh(), parameter.nameEn(), parameter.unit(), parameter.digits());
        }
    }

    /** An edition of a standard. */
    public record EditionLine(
            String label,
            String subject,
            String titleZh,
            String from,
            @Nullable String until) {
        private static EditionLine of(Edition edition) {
            LocalDate until = edition.effectiveToExclusive();
            return new EditionLine(
                    edition.label(),
                    edition.subject(),
                    edition.titleZh(),
                    edition.effectiveFromInclusive().toString(),
                    until == null ? null : until.minusDays(1).toString());
        }
    }

    /** A flag. */
    public record FlagLine(String code, String nameZh, String nameEn, String entersMean) {
        private static FlagLine of(Flag flag) {
            return new FlagLine(
                    flag.code(),
                    flag.nameZh(),
                    flag.nameEn(),
                    flag.entersMean().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    static Description of(Dataset dataset, Query query, Instant takenAt, long rows, String sha256) {
        return new Description(
                dataset.name(),
                dataset.titleZh(),
                dataset.titleEn(),
                LocalDay.CHINA + " (UTC+08:00)",
                query(query),
                local(takenAt),
                rows,
                sha256,
                dataset.columns().stream()
                        .map(column -> new ColumnLine(
                                column.name(),
                                column.titleZh(),
                                column.titleEn(),
                                column.kind().name().toLowerCase(java.util.Locale.ROOT),
                                column.unit(),
                                column.digits()))
                        .toList(),
                items(dataset),
                editions(dataset, query),
                Flags.standard().all().stream().map(FlagLine::of).toList(),
                // In one order, as every file of the same content is to be the same file.
                new TreeMap<>(Map.of(
                        Mark.MISSING.text(), "缺失 missing",
                        Mark.NOT_MONITORED.text(), "未开展监测 not in the monitoring plan")));
    }

    private static Map<String, String> query(Query query) {
        Map<String, String> asked = new TreeMap<>(query.filters());
        asked.put("from", local(query.fromExclusive()));
        asked.put("to", local(query.toInclusive()));
        if (!query.after().isEmpty()) {
            asked.put("cursor", String.join(",", query.after()));
        }
        return asked;
    }

    private static String local(Instant instant) {
        return OffsetDateTime.ofInstant(instant, LocalDay.CHINA).toString();
    }

    private static List<ItemLine> items(Dataset dataset) {
        boolean named =
                dataset.columns().stream().anyMatch(column -> column.name().equals("parameter"));
        return named ? Parameters.standard().all().stream().map(ItemLine::of).toList() : List.of();
    }

    private static List<EditionLine> editions(Dataset dataset, Query query) {
        String prefix = dataset.medium() == null ? "" : dataset.medium().code() + "-";
        Stream<Edition> editions = StandardBook.standard().editions().stream();
        return editions.filter(edition -> edition.subject().startsWith(prefix))
                .filter(edition -> !edition.effectiveFromInclusive().isAfter(query.lastDay()))
                .filter(edition -> edition.effectiveToExclusive() == null
                        || edition.effectiveToExclusive().isAfter(query.firstDay()))
                .map(EditionLine::of)
                .toList();
    }
}
