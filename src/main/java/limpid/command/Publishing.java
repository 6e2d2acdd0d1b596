package limpid.command;

import limpid.Settings;
import org.jspecify.annotations.Nullable;
import sim.Publisher;

/** How pretend stations reach the broker. */
final class Publishing {
    private Publishing() {}

    /** The broker of these settings, one connection for all stations. */
    static Publisher.Settings to(Settings settings) {
        Settings.Mqtt mqtt = settings.mqtt();
        return Publisher.Settings.of(mqtt.url()).withUser(unlessEmpty(mqtt.user()), unlessEmpty(mqtt.password()));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
