package limpid.embedded;

/** Who may do what at the embedded broker. Asked at each connection and each message, so what changes holds at once. */
public interface BrokerUsers {
    /** Whether a client may enter with this name and password; both are empty where it brings none. @param address where it comes from */
    boolean enters(String user, String password, String address);

    /** Whether one who entered may publish to a topic. */
    boolean publishes(String user, String topic, String address);

    /** Whether one who entered may subscribe. */
    boolean reads(String user, String address);
}
