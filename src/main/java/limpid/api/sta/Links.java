package limpid.api.sta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Addresses;
import limpid.sensorthings.EntityType;

/**
 * Addresses of entities.
 *
 * @param server scheme, host and port by which the asker knows the service
 */
record Links(String server) {
    static final String ROOT = "/sta/v1.1";

    String root() {
        return server + ROOT;
    }

    String of(EntityType type) {
        return root() + "/" + type.set();
    }

    String of(EntityType type, String id) {
        return of(type) + "('" + encoded(id.replace("'", "''")) + "')";
    }

    /** The id as it may stand in a path. */
    private static String encoded(String id) {
        return Addresses.encoded(id).replace("%3A", ":").replace("%40", "@").replace("%27", "'");
    }

    /** The same question from somewhere else on. @param option which says where */
    static String next(String address, Map<String, String> given, String option, String value) {
        Map<String, String> options = new LinkedHashMap<>(given);
        options.remove("$skip");
        options.remove("$skiptoken");
        options.put(option, value);
        return address + "?"
                + options.entrySet().stream()
                        .map(entry -> Addresses.encoded(entry.getKey()).replace("%24", "$") + "="
                                + Addresses.encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }
}
