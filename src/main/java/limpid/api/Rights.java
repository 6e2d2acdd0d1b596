package limpid.api;

import io.micronaut.security.authentication.Authentication;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import limpid.api.Problem.Type;
import limpid.measure.Table;

/** For which stations a key writes. A key of any role but station writes for all. */
final class Rights {
    private Rights() {}

    /** Refuses a station that is not the key's. */
    static void requireStation(Authentication holder, String code) {
        if (isBound(holder) && !stations(holder).contains(code)) {
            throw foreign(holder, "it may not write for '" + code + "'", Map.of());
        }
    }

    /** Refuses a table with a line of a station that is not the key's; nothing of it is taken. */
    static void requireStations(Authentication holder, Table table) {
        if (!isBound(holder) || !table.columns().contains("station")) {
            return;
        }
        Set<String> own = stations(holder);
        for (Table.Row row : table.rows()) {
            String code = row.text("station");
            if (!own.contains(code)) {
                throw foreign(
                        holder,
                        "line " + row.line() + " is of '" + code + "', and nothing of the table was taken",
                        Map.of("line", row.line(), "column", "station"));
            }
        }
    }

    private static boolean isBound(Authentication holder) {
        return Askers.of(holder).isStation();
    }

    private static Set<String> stations(Authentication holder) {
        return Askers.of(holder).stations();
    }

    private static Problem.Exception foreign(Authentication holder, String why, Map<String, Object> more) {
        Set<String> own = stations(holder);
        Map<String, Object> members = new HashMap<>(more);
        members.put("stations", own);
        return new Problem.Exception(
                Type.FOREIGN_STATION,
                "this key writes for the stations " + String.join(", ", own) + "; " + why,
                members);
    }
}
