package limpid.mqtt;

/**
 * How to reach the broker.
 *
 * @param url            for example {@code tcp://localhost:1883} or {@code ssl://broker:8883}
 * @param user           empty for none
 * @param password       empty for none
 * @param clientId       the name under which the broker keeps the session
 * @param share          group of a shared subscription; empty for a subscription of one's own
 * @param receiveMaximum messages the broker sends before it waits for an acknowledgement, 1 to 65535
 */
public record MqttSettings(
        String url, String user, String password, String clientId, String share, int receiveMaximum) {

    /** Refuses a receive maximum that MQTT does not have. */
    public MqttSettings {
        if (receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("receive maximum " + receiveMaximum + " is not 1 to 65535");
        }
    }
}
