package limpid.store;

import java.time.Instant;
import limpid.programme.CheckReport;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a check of a programme.
 *
 * @param knownTo until when it was what was known; null where it still is
 */
public record KeptCheck(
        CheckReport report,
        int revision,
        Instant knownFrom,
        @Nullable Instant knownTo) {}
