package limpid.programme;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether something holds, or is open because a report is missing. */
enum Truth {
    HOLDS,
    FAILS,
    OPEN;

    static Truth of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }

    static Truth of(@Nullable Boolean holds) {
        return holds == null ? OPEN : of(holds.booleanValue());
    }

    /** One that fails settles it, whatever is open. */
    static Truth all(Stream<Truth> each) {
        return each.reduce(HOLDS, (one, other) -> one == FAILS || other == FAILS ? FAILS : one == OPEN ? one : other);
    }

    /** One that holds settles it, whatever is open. */
    static Truth any(Stream<Truth> each) {
        return each.reduce(FAILS, (one, other) -> one == HOLDS || other == HOLDS ? HOLDS : one == OPEN ? one : other);
    }
}
