package limpid.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a cursor: the key of the row to go on after. */
final class Cursors {
    static final String PARAMETER = "cursor";

    private Cursors() {}

    /** Adds {@code afterId} and {@code afterEnd} or {@code afterDay}; of codes without a scope the subject is a station. */
    static void addTo(Map<String, @Nullable Object> arguments, Snapshot snapshot, Query query, boolean days) {
        List<String> after = query.after();
        boolean none = after.isEmpty();
        arguments.put("afterId", none ? null : subject(snapshot, after));
        arguments.put("afterEnd", none || days ? null : end(after));
        arguments.put("afterDay", none || !days ? null : day(after));
    }

    /** The number of the subject of a row; of codes without a scope the subject is a station. */
    static Integer subject(Snapshot snapshot, List<String> after) {
        String kind = after.size() > 2 ? after.getFirst() : "station";
        return subject(snapshot, kind, after.get(after.size() - 2), after);
    }

    /** The number of a subject that a cursor names. */
    static Integer subject(Snapshot snapshot, String kind, String code, List<String> after) {
        try (Rows rows = snapshot.rows("exportSubject", Map.of("kind", kind, "code", code))) {
            @Nullable Object[] row = rows.next();
            if (row == null || !(row[0] instanceof Integer id)) {
                throw bad(after);
            }
            // The end mark must be read before the next copy begins.
            rows.next();
            return id;
        }
    }

    /** A part that is a whole number. */
    static Integer number(List<String> after, int part) {
        try {
            return Integer.valueOf(after.get(part));
        } catch (NumberFormatException e) {
            throw bad(after);
        }
    }

    static Instant end(List<String> after) {
        return last(after, text -> OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    }

    static LocalDate day(List<String> after) {
        return last(after, LocalDate::parse);
    }

    private static <T> T last(List<String> after, Function<String, T> reader) {
        try {
            return reader.apply(after.getLast());
        } catch (DateTimeException e) {
            throw bad(after);
        }
    }

    static Query.Bad bad(List<String> after) {
        return new Query.Bad(PARAMETER, String.join(",", after), "the key of a row of this export");
    }
}
