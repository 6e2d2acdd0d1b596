package limpid.standard;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a standard, or one phase of it, and the local dates on which it is in force.
 *
 * @param code                   as cited, for example {@code HJ 633-2026}
 * @param subject                what it rules, for example {@code air-index}; one edition per subject is in force on a
 *                               date
 * @param phase                  {@code transition} or {@code final} where limits come in steps, otherwise empty
 * @param effectiveFromInclusive first local date
 * @param effectiveToExclusive   the date after the last one; null while no successor is known
 */
public record Edition(
        String code,
        String subject,
        String titleZh,
        String phase,
        LocalDate effectiveFromInclusive,
        @Nullable LocalDate effectiveToExclusive) {

    /** Refuses an edition that would never be in force. */
    public Edition {
        if (effectiveToExclusive != null && !effectiveToExclusive.isAfter(effectiveFromInclusive)) {
            throw new IllegalArgumentException(code + " ends before it begins");
        }
    }

    /** Whether it is in force on this local date. */
    public boolean inForce(LocalDate date) {
        return !date.isBefore(effectiveFromInclusive)
                && (effectiveToExclusive == null || date.isBefore(effectiveToExclusive));
    }

    /** The code with the phase, as results carry it: {@code GB 3095-2026 (transition)}. */
    public String label() {
        return label(code, phase);
    }

    static String label(String code, String phase) {
        return phase.isEmpty() ? code : code + " (" + phase + ")";
    }

    /** The phase of a table's cell: an edition without steps is written {@code single} there and has none here. */
    static String phase(String cell) {
        return cell.equals("single") ? "" : cell;
    }
}
