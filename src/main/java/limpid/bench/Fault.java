package limpid.bench;

/** What the fault campaign does to the service and what it needs. */
public enum Fault {
    /** Nothing, to compare with. */
    NONE("nothing"),
    /** The service is killed and started. */
    KILL_SERVICE("service kill -9"),
    /** The service is asked to end and started. */
    STOP_SERVICE("service SIGTERM"),
    /** PostgreSQL is killed, all of it, and started. */
    KILL_DATABASE("PostgreSQL kill -9"),
    /** PostgreSQL is shut down and is away for two seconds. */
    STOP_DATABASE("PostgreSQL shut down, 2 s away"),
    /** All connections to PostgreSQL are reset in the middle of what they carry. */
    CUT_DATABASE("connections to PostgreSQL reset"),
    /** Connections to PostgreSQL stay open and carry nothing for three seconds. */
    HOLD_DATABASE("connections to PostgreSQL silent for 3 s"),
    /** The connection to the broker is reset. */
    CUT_BROKER("connection to the broker reset"),
    /** The connection to the broker stays open and carries nothing for three seconds. */
    HOLD_BROKER("connection to the broker silent for 3 s"),
    /** The broker is stopped and started. */
    RESTART_BROKER("broker restarted");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /** In a table. */
    public String title() {
        return title;
    }
}
