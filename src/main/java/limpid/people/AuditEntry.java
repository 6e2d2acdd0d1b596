package limpid.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that was done, or tried.
 *
 * @param at      when
 * @param kind    of who: person, key, anonymous, or system for the command line
 * @param who     name; of a sign-in that was refused the name that was tried, of others nobody's is empty
 * @param address from where; empty for the command line
 * @param action  method and path of the route, such as {@code PUT /api/v1/stations/{code}}, or a command
 * @param target  what was asked for: path and query, or the arguments of the command
 * @param status  HTTP status of the answer; of a command 200
 * @param detail  JSON: what was sent, what was before and is after, why it was refused
 */
public record AuditEntry(
        Instant at, String kind, String who, String address, String action, String target, int status, String detail) {
    /** Kind of what the command line does. */
    public static final String SYSTEM = "system";

    private static final int FIRST_REFUSAL = 400;
    private static final int TOO_MANY = 429;

    /** Keeps no more of its time than the store does. */
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Refusals of an address that were too many to be told one by one. */
    public static AuditEntry of(RefusalBrake.Untold untold, Instant at) {
        return new AuditEntry(
                at, SYSTEM, "", untold.address(), "refusals", "", TOO_MANY, "{\"more\":" + untold.refusals() + "}");
    }

    /** Whether it was not done. */
    public boolean isRefused() {
        return status >= FIRST_REFUSAL;
    }
}
