package limpid.noise;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Flag;
import limpid.measure.Reading;
import limpid.measure.Table;

/** Which reason a flag stands for, from {@code limpid/standard/noise/invalid-reasons.csv}. */
public final class FlagReasons {
    private static final Map<String, InvalidReason> STANDARD = Table.resource(
                    "/limpid/standard/noise/invalid-reasons.csv")
            .keyed(
                    "flag",
                    row -> row.read(
                            "reason", "a reason", code -> InvalidReason.valueOf(code.toUpperCase(Locale.ROOT))));

    private FlagReasons() {}

    /**
     * Why a value under this flag may not enter; empty where it may.
     *
     * @throws IllegalArgumentException where the flag keeps values out and the table has no reason for it
     */
    public static Optional<InvalidReason> of(Flag flag) {
        if (flag.valid()) {
            return Optional.empty();
        }
        InvalidReason reason = STANDARD.get(flag.code());
        if (reason == null) {
            throw new IllegalArgumentException("no reason for flag " + flag.code());
        }
        return Optional.of(reason);
    }

    /** Why a reading may not enter: its flag, or that it was due and nothing came; empty where it may. */
    public static Optional<InvalidReason> of(Reading reading) {
        Optional<InvalidReason> flagged = of(reading.flag());
        return flagged.isEmpty() && reading.value() == null ? Optional.of(InvalidReason.OFFLINE) : flagged;
    }
}
