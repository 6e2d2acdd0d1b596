package limpid.mqtt;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import limpid.decode.ObservationTopic;
import limpid.decode.Topic;

/**
 * How to reach the broker.
 *
 * @param url            {@code tcp://localhost:1883} or {@code ssl://broker:8883}; the port may be left out
 * @param user           empty for none
 * @param password       empty for none
 * @param clientId       the name under which the broker keeps the session
 * @param receiveMaximum messages the broker sends before it waits for an acknowledgement, 1 to 65535
 * @param longestPayload bytes of a message that is taken; of a much longer one only the beginning is kept, and refused
 * @param observations   whether observations of SensorThings are taken too
 */
public record MqttSettings(
        String url,
        String user,
        String password,
        String clientId,
        int receiveMaximum,
        int longestPayload,
        boolean observations) {
    private static final int TCP_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** Refuses what MQTT, or our sockets, do not have. */
    public MqttSettings {
        if (receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("receive maximum " + receiveMaximum + " is not 1 to 65535");
        }
        if (!url.toLowerCase(Locale.ROOT).matches("(tcp|ssl)://.+")) {
            throw new IllegalArgumentException("'" + url + "' is not like tcp://broker:1883 or ssl://broker:8883");
        }
    }

    /** Of readings alone. */
    public MqttSettings(
            String url, String user, String password, String clientId, int receiveMaximum, int longestPayload) {
        this(url, user, password, clientId, receiveMaximum, longestPayload, false);
    }

    /** What the session subscribes. */
    List<String> filters() {
        List<String> filters = new ArrayList<>(List.of(Topic.ALL_READINGS));
        if (observations) {
            filters.addAll(ObservationTopic.FILTERS);
        }
        return filters;
    }

    boolean isTls() {
        return url.toLowerCase(Locale.ROOT).startsWith("ssl:");
    }

    /** The address for Paho, which must leave TLS to our sockets: it would read past the guard otherwise. */
    String plainUrl() {
        String address = "tcp" + url.substring(url.indexOf(':'));
        boolean named = URI.create(address).getPort() >= 0;
        return named ? address : address + ":" + (isTls() ? TLS_PORT : TCP_PORT);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "MqttSettings[" + url + " as " + clientId + "]";
    }
}
