package limpid.standard;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * Which edition of each standard is in force on a date. The dates stand in {@code editions.csv} alone; it prints the
 * last day a standard is in force, as standards do, and this loader makes that half-open once.
 */
public final class StandardBook {
    private static final StandardBook STANDARD = of(Table.resource("/limpid/standard/editions.csv"));

    private final List<Edition> editions;
    private final Map<String, List<Edition>> bySubject;

    private StandardBook(List<Edition> editions) {
        this.editions = editions;
        this.bySubject = editions.stream().collect(Collectors.groupingBy(Edition::subject));
    }

    /** The book that ships with the program. */
    public static StandardBook standard() {
        return STANDARD;
    }

    /**
     * Reads a book.
     *
     * @throws Table.Malformed where a line is wrong, or two editions of one subject overlap
     */
    public static StandardBook of(Table table) {
        StandardBook book = new StandardBook(List.copyOf(table.map(StandardBook::edition)));
        table.rows().forEach(book::refuseOverlap);
        return book;
    }

    private static Edition edition(Row row) {
        return new Edition(
                row.required("code"),
                row.required("medium") + "-" + row.required("subject"),
                row.text("title_zh"),
                Edition.phase(row.text("phase")),
                row.read("effective_from", "a date", LocalDate::parse),
                row.optional("effective_to_inclusive")
                        .map(to -> row.read("effective_to_inclusive", "a date", LocalDate::parse)
                                .plusDays(1))
                        .orElse(null));
    }

    private void refuseOverlap(Row row) {
        Edition edition = edition(row);
        for (Edition other : editions) {
            boolean sameSubject = other.subject().equals(edition.subject());
            if (sameSubject && !other.equals(edition) && other.inForce(edition.effectiveFromInclusive())) {
                throw row.malformed("effective_from", "overlaps " + other.label());
            }
        }
    }

    /** All editions in the order of the book. */
    public List<Edition> editions() {
        return editions;
    }

    /** The edition of a subject in force on a local date, empty where none was. */
    public Optional<Edition> inForce(String subject, LocalDate date) {
        for (Edition edition : bySubject.getOrDefault(subject, List.of())) {
            if (edition.inForce(date)) {
                return Optional.of(edition);
            }
        }
        return Optional.empty();
    }

    /** The edition by its code and phase (empty where it has none). */
    public Optional<Edition> byCode(String code, String phase) {
        return editions.stream()
                .filter(edition ->
                        edition.code().equals(code) && edition.phase().equals(phase))
                .findFirst();
    }
}
