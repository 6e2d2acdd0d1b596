package limpid.mqtt;

import limpid.mqtt.packet.Publish;

/**
 * Notices that the session holds another subscription beside ours, as one that once shared a subscription does: its
 * messages come without our identifier, and so everything comes twice. What was queued before we subscribed carries no
 * identifier either; it comes before the first that does.
 */
final class OtherSubscription {
    private static final System.Logger LOG = System.getLogger(OtherSubscription.class.getName());

    private final String clientId;
    private boolean identified;
    private volatile boolean said;

    OtherSubscription(String clientId) {
        this.clientId = clientId;
    }

    void look(Publish publish) {
        identified |= publish.identified();
        // A repetition is older than our subscription may be.
        if (identified && !publish.identified() && !publish.duplicate() && !said) {
            said = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "session {0} still holds another subscription, so messages come twice (nothing is lost);"
                            + " to take back a shared one, start once with LIMPID_MQTT_SHARE set to its group",
                    clientId);
        }
    }

    /** Whether it was noticed. */
    boolean isNoticed() {
        return said;
    }
}
