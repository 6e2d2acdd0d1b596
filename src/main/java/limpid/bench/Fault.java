package limpid.bench;

import java.time.Duration;
import java.util.Optional;

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
    /** The same for so long that senders give up waiting and send again. */
    SILENCE_DATABASE("connections to PostgreSQL silent for 20 s"),
    /** All that goes to and from PostgreSQL takes its time for a while. */
    DELAY_DATABASE("PostgreSQL 50 ms away for 10 s"),
    /** PostgreSQL takes no changes for a while, as a standby or a full disk would have it. */
    READ_ONLY_DATABASE("PostgreSQL read-only for 5 s"),
    /** Others take every connection that PostgreSQL gives, and the service loses its own. */
    EXHAUST_DATABASE("connections of PostgreSQL taken for 5 s"),
    /** The disk of PostgreSQL is full for a while. */
    FULL_DISK("disk of PostgreSQL full for 5 s", Needs.DISK),
    /** The disk of the broker is full for a while, which takes nothing then or ends. */
    FULL_BROKER_DISK("disk of the broker full for 5 s", Needs.BROKER_DISK),
    /** Exports and lists are asked for on more connections than the service has for questions. */
    FLOOD_QUESTIONS("questions on every connection for 5 s"),
    /** Connections of data loggers and of who hands in by HTTP are reset. */
    CUT_SENDERS("connections of HTTP and HJ 212 reset"),
    /** The same, several times while what they sent waits. */
    CUT_WAITING_SENDERS("the same while PostgreSQL is silent"),
    /** The connection to the broker is reset. */
    CUT_BROKER("connection to the broker reset"),
    /** The connection to the broker stays open and carries nothing for three seconds. */
    HOLD_BROKER("connection to the broker silent for 3 s"),
    /** The broker is stopped and started. */
    RESTART_BROKER("broker restarted"),
    /** One of two stores is killed and started. */
    KILL_STORE("store kill -9", Needs.LOG, 10),
    /** The gate that takes the messages is killed; the other one takes over, and it is started. */
    KILL_GATE("gate kill -9", Needs.LOG),
    /** A store is stopped without ending, until its partitions were taken over, and woken. */
    STALL_STORE("store stopped and woken", Needs.LOG),
    /** A store leaves and comes back, and with it the partitions. */
    MOVE_PARTITIONS("store SIGTERM, partitions move", Needs.LOG),
    /** The log node that leads a partition is killed and started. */
    KILL_LOG_LEADER("leading log node kill -9", Needs.LOG, 5),
    /** Two of three log nodes are killed, so that nothing can be acknowledged, and started. */
    KILL_LOG_NODES("two of three log nodes kill -9, 5 s away", Needs.LOG),
    /** One gate after the other reaches no log node for some time; nobody is told. */
    CUT_OFF_GATE("gate cut off from the log", Needs.LOG),
    /** The gate that takes the broker's messages reaches no log node for some time, until after another one has taken them over. */
    CUT_OFF_LEADER("the same of the subscribed one, another follows", Needs.LOG),
    /** Neither store reaches a log node for some time. */
    CUT_OFF_STORES("stores cut off from the log", Needs.LOG),
    /** A third store joins and leaves. */
    REBALANCE("third store joins and leaves", Needs.LOG),
    /** The primary is killed and its standby promoted; it is made a standby. */
    LOSE_PRIMARY("primary kill -9, standby promoted", Needs.STANDBY, 10),
    /** The same, and the old primary comes back as one beside the new primary for a while. */
    RETURN_PRIMARY("the same, old primary comes back", Needs.STANDBY),
    /** A process of an older version is replaced: one of this version starts beside it, and when that is ready the old one ends. */
    UPGRADE("older version replaced", Needs.OLDER);

    /** What it can happen to. */
    public enum Needs {
        /** Any service. */
        NOTHING,
        /** One with a log between gates and stores. */
        LOG,
        /** One whose database has a standby. */
        STANDBY,
        /** One that was started as an older version. */
        OLDER,
        /** One whose database has a small disk of its own. */
        DISK,
        /** One whose broker has. */
        BROKER_DISK
    }

    private final String title;
    private final Needs needs;
    private final int barSeconds;

    Fault(String title) {
        this(title, Needs.NOTHING);
    }

    Fault(String title, Needs needs) {
        this(title, needs, 0);
    }

    Fault(String title, Needs needs, int barSeconds) {
        this.title = title;
        this.needs = needs;
        this.barSeconds = barSeconds;
    }

    /** How long it may take at most until what stations send is kept again; empty where nothing is asked. */
    Optional<Duration> bar() {
        return barSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(barSeconds));
    }

    /** What it can happen to. */
    public Needs needs() {
        return needs;
    }

    /** In a table. */
    public String title() {
        return title;
    }
}
