package limpid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an instance of the service does. */
public enum Role {
    /** Takes what stations send, by MQTT and HJ 212. */
    GATE,
    /** Keeps it in the database. */
    STORE,
    /** Makes results of it, and does what is to be done by time. */
    ROLLUP,
    /** Answers questions, with the page. */
    API;

    /** As it is written in LIMPID_ROLES. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as they are written. */
    static List<String> codes() {
        return Arrays.stream(values()).map(Role::code).toList();
    }

    static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
