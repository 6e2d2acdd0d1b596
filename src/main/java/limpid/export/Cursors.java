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

    /** Adds {@code afterId} and {@code afterEnd} of a station and the end of a period. */
    static void addTo(Map<String, @Nullable Object> arguments, Snapshot snapshot, Query query) {
        List<String> after = query.after();
        boolean none = after.isEmpty();
        arguments.put("afterId", none ? null : subject(snapshot, "station", after.get(after.size() - 2), after));
        arguments.put("afterEnd", none ? null : end(after.getLast(), after));
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
    static Integer number(String part, List<String> after) {
        try {
            return Integer.valueOf(part);
        } catch (NumberFormatException e) {
            throw bad(after);
        }
    }

    /** A part that is the end of a period. */
    static Instant end(String part, List<String> after) {
        return read(part, after, text -> OffsetDateTime.parse(text.replace(' ', '+'))
                .toInstant());
    }

    /** A part that is a day. */
    static LocalDate day(String part, List<String> after) {
        return read(part, after, LocalDate::parse);
    }

    private static <T> T read(String part, List<String> after, Function<String, T> reader) {
        try {
            return reader.apply(part);
        } catch (DateTimeException e) {
            throw bad(after);
        }
    }

    static Query.Bad bad(List<String> after) {
        return new Query.Bad(PARAMETER, String.join(",", after), "the key of a row of this export");
    }
}
