package limpid.api;

/** What a key may do. Reading needs none. */
final class Role {
    /** May hand in readings. */
    static final String STATION = "station";

    /** May hand in readings, such as manual samples. */
    static final String ANALYST = "analyst";

    /** May replay refused messages, review readings and keep the list of dust. */
    static final String REVIEWER = "reviewer";

    /** May do everything. */
    static final String ADMIN = "admin";

    private Role() {}
}
