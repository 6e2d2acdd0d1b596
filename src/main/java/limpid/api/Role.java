package limpid.api;

/** What a key may do. Reading needs none. */
public final class Role {
    /** May hand in readings. */
    public static final String STATION = "station";

    /** May hand in readings, such as manual samples. */
    public static final String ANALYST = "analyst";

    /** May replay refused messages, review readings and keep the list of dust. */
    public static final String REVIEWER = "reviewer";

    /** May do everything. */
    public static final String ADMIN = "admin";

    private Role() {}
}
