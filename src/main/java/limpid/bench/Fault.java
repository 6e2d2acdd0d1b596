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
    RESTART_BROKER("broker restarted"),
    /** One of two stores is killed and started. */
    KILL_STORE("store kill -9", true),
    /** The gate that takes the messages is killed; the other one takes over, and it is started. */
    KILL_GATE("gate kill -9", true),
    /** A store is stopped without ending, until its partitions were taken over, and woken. */
    STALL_STORE("store stopped and woken", true),
    /** A store leaves and comes back, and with it the partitions. */
    MOVE_PARTITIONS("store SIGTERM, partitions move", true),
    /** The log node that leads a partition is killed and started. */
    KILL_LOG_LEADER("leading log node kill -9", true),
    /** Two of three log nodes are killed, so that nothing can be acknowledged, and started. */
    KILL_LOG_NODES("two of three log nodes kill -9, 5 s away", true);

    private final String title;
    private final boolean ofLog;

    Fault(String title) {
        this(title, false);
    }

    Fault(String title, boolean ofLog) {
        this.title = title;
        this.ofLog = ofLog;
    }

    /** Whether it can happen only where a log stands between gates and stores. */
    public boolean isOfLog() {
        return ofLog;
    }

    /** In a table. */
    public String title() {
        return title;
    }
}
