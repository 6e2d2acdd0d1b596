package limpid.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that several benches have. */
final class BenchOptions {
    private BenchOptions() {}

    /** What is published. */
    static final class Load {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                defaultValue = "30",
                description = "How long to publish, each time. Default: ${DEFAULT-VALUE}.")
        int seconds;

        @Option(
                names = "--shape",
                paramLabel = "SHAPE",
                defaultValue = "days",
                description = "days: a station's day of hours a message; seconds, tens: a minute, or ten seconds, "
                        + "of a point's one-second levels. Default: ${DEFAULT-VALUE}.")
        @SuppressWarnings("NullAway.Init")
        String shape;
    }

    /** How long it takes where a minute is usual. */
    static final class Minute {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                defaultValue = "60",
                description = "How long to publish. Default: ${DEFAULT-VALUE}.")
        int seconds;
    }

    /** What a service in a process of its own may use. */
    static final class Heap {
        static final int DEFAULT = 256;

        @Option(
                names = "--heap",
                paramLabel = "MB",
                defaultValue = "" + DEFAULT,
                description = "Greatest heap of the service. Default: ${DEFAULT-VALUE}.")
        int megabytes;
    }

    /** What goes before, in which a service that has just been started compiles what it runs most. */
    static final class WarmUp {
        static final int DEFAULT = 30;

        @Option(
                names = "--warm-up",
                paramLabel = "N",
                defaultValue = "" + DEFAULT,
                description = "Seconds of the same load before, which do not count. Default: ${DEFAULT-VALUE}.")
        int seconds;
    }

    /** How much is published evenly. */
    static final class Rate {
        static final int DEFAULT = 20_000;

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "" + DEFAULT,
                description = "Readings a second. Default: ${DEFAULT-VALUE}.")
        int readings;

        @Option(
                names = "--shape",
                paramLabel = "SHAPE",
                defaultValue = "seconds",
                description = "As of bench intake. Default: ${DEFAULT-VALUE}.")
        @SuppressWarnings("NullAway.Init")
        String shape;
    }

    /** Who hands messages on. */
    static final class Broker {
        @Option(
                names = "--mosquitto",
                paramLabel = "PROGRAM",
                description = "Let Mosquitto be the broker, the program of this name, and not the embedded one.")
        @Nullable
        String mosquitto;
    }

    /** Where it takes place. */
    static final class Place {
        @Option(
                names = "--external",
                description = "Use LIMPID_DB_URL and LIMPID_MQTT_URL. The database must hold nothing of what the bench "
                        + "fills in and is left with it; no other Limpid may be at work on either.")
        boolean external;
    }
}
