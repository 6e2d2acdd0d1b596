package limpid.api.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import limpid.measure.LocalDay;
import org.jspecify.annotations.Nullable;

/** Times as answers show them: local, with their offset. */
public final class Local {
    private Local() {}

    /** {@code 2026-03-01T01:00:00+08:00}. */
    public static OffsetDateTime time(Instant instant) {
        return instant.atZone(LocalDay.CHINA).toOffsetDateTime();
    }

    /** The same, or null. */
    public static @Nullable OffsetDateTime optionalTime(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }
}
