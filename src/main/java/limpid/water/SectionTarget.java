package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a section must reach 考核目标: a class, and limits of its own where a plan sets them ("NH3-N below 3, others Ⅳ").
 *
 * @param targetClass 1 to 5; null where none is set
 * @param ownLimits   limits that take the place of the class limit of their item while they are in force
 */
public record SectionTarget(String section, @Nullable Integer targetClass, List<OwnLimit> ownLimits) {
    /** Refuses a class that is not 1 to 5 and two limits of one item that are in force at once. */
    public SectionTarget {
        if (targetClass != null && (targetClass < 1 || targetClass >= WaterClass.WORSE_THAN_FIVE)) {
            throw new IllegalArgumentException("target class " + targetClass + " of " + section + " is not 1 to 5");
        }
        ownLimits = List.copyOf(ownLimits);
        for (OwnLimit limit : ownLimits) {
            long atOnce =
                    inForce(ownLimits, limit.code(), limit.fromInclusive()).count();
            if (atOnce > 1) {
                throw new IllegalArgumentException(
                        "two limits of " + limit.code() + " at " + section + " on " + limit.fromInclusive());
            }
        }
    }

    /** A target that is a class and nothing more. */
    public static SectionTarget ofClass(String section, int targetClass) {
        return new SectionTarget(section, targetClass, List.of());
    }

    /** The section's own limit of an item on a date, empty where the class limit holds. */
    public Optional<BigDecimal> ownLimit(String code, LocalDate date) {
        return inForce(ownLimits, code, date).map(OwnLimit::limit).findFirst();
    }

    /** Whether there is anything to hold the section to on a date. */
    public boolean isSet(LocalDate date) {
        return targetClass != null || ownLimits.stream().anyMatch(limit -> limit.inForce(date));
    }

    private static Stream<OwnLimit> inForce(List<OwnLimit> limits, String code, LocalDate date) {
        return limits.stream().filter(limit -> limit.code().equals(code) && limit.inForce(date));
    }

    /**
     * A limit that holds for one section and item only; met when equal. For dissolved oxygen it is a lower limit.
     *
     * @param limit         in the unit of the standard
     * @param fromInclusive first local date
     * @param toExclusive   the date after the last one; null while it goes on
     */
    public record OwnLimit(
            String code,
            BigDecimal limit,
            LocalDate fromInclusive,
            @Nullable LocalDate toExclusive) {
        /** Refuses a limit that is not above zero or would never be in force. */
        public OwnLimit {
            if (limit.signum() <= 0) {
                throw new IllegalArgumentException("limit of " + code + " is not above 0: " + limit);
            }
            if (toExclusive != null && !toExclusive.isAfter(fromInclusive)) {
                throw new IllegalArgumentException("limit of " + code + " ends before it begins");
            }
        }

        /** The last local date, empty while it goes on. */
        public Optional<LocalDate> lastDay() {
            return Optional.ofNullable(toExclusive).map(end -> end.minusDays(1));
        }

        private boolean inForce(LocalDate date) {
            return !date.isBefore(fromInclusive) && (toExclusive == null || date.isBefore(toExclusive));
        }
    }
}
