package limpid.standard;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three texts that judge an air figure together. The set in force follows from the local day; any other set can be
 * asked for beside it ("what would 2025 have been under the new limits").
 *
 * @param limits     GB 3095, with its phase
 * @param index      HJ 633
 * @param evaluation HJ 663
 */
public record AirStandard(Edition limits, Edition index, Edition evaluation) {
    /** The texts of the 2012 generation. */
    public static final AirStandard OF_2012 =
            of(edition("GB 3095-2012", ""), edition("HJ 633-2012", ""), edition("HJ 663-2013", ""));
    /** The 2026 texts with the limits up to 2030. */
    public static final AirStandard OF_2026_TRANSITION =
            of(edition("GB 3095-2026", "transition"), edition("HJ 633-2026", ""), edition("HJ 663-2026", ""));
    /** The 2026 texts with the limits from 2031. */
    public static final AirStandard OF_2026_FINAL =
            of(edition("GB 3095-2026", "final"), edition("HJ 633-2026", ""), edition("HJ 663-2026", ""));

    private static final Map<String, AirStandard> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("2012", OF_2012);
        NAMED.put("2026-transition", OF_2026_TRANSITION);
        NAMED.put("2026-final", OF_2026_FINAL);
    }

    /** The names requests use, the oldest first. */
    public static final List<String> NAMES = List.copyOf(NAMED.keySet());

    private static AirStandard of(Edition limits, Edition index, Edition evaluation) {
        return new AirStandard(limits, index, evaluation);
    }

    private static Edition edition(String code, String phase) {
        return StandardBook.standard()
                .byCode(code, phase)
                .orElseThrow(() -> new IllegalArgumentException("editions.csv lacks " + code));
    }

    /** The texts in force on a local date; empty before the first of them. */
    public static Optional<AirStandard> inForce(LocalDate date) {
        StandardBook book = StandardBook.standard();
        return book.inForce("air-limits", date)
                .flatMap(limits -> book.inForce("air-index", date).flatMap(index -> book.inForce("air-evaluation", date)
                        .map(evaluation -> of(limits, index, evaluation))));
    }

    /** The set by the name requests use: {@code 2012}, {@code 2026-transition} or {@code 2026-final}. */
    public static Optional<AirStandard> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }
}
