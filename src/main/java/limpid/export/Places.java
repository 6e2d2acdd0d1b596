package limpid.export;

import java.util.Map;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;

/** Refuses an export of a place that was never registered: its empty table would look like a place without data. */
final class Places {
    private static final Map<String, String> KINDS =
            Map.of("station", "station", "section", "station", "city", "city", "river", "river");

    private Places() {}

    /** Programmes are of any city, with reports and without a station. */
    static void check(Snapshot snapshot, Dataset dataset, Query query) {
        if (dataset.filters().contains("programme")) {
            return;
        }
        query.filters().forEach((filter, name) -> {
            String kind = KINDS.get(filter);
            if (kind != null && !has(snapshot, kind, name)) {
                throw new Query.Bad(
                        filter,
                        name,
                        kind.equals("station")
                                ? "the code of a registered station"
                                : "a " + kind + " that has stations");
            }
        });
    }

    private static boolean has(Snapshot snapshot, String kind, String name) {
        try (Rows rows = snapshot.rows("exportSubject", Map.of("kind", kind, "code", name))) {
            boolean found = rows.next() != null;
            // The end mark must be read before the next copy begins.
            return found && rows.next() == null;
        }
    }
}
