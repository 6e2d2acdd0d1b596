package limpid.air;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.air.AirSettings.Straddling;
import limpid.standard.AirStandard;
import limpid.standard.Edition;
import limpid.standard.StandardBook;

/** By which texts a period is judged: those in force, or other ones beside them as a what-if. */
public sealed interface AirBasis {
    /** Each day by the index in force on it, the period by the texts in force on its settling day. */
    record InForce() implements AirBasis {
        @Override
        public String code() {
            return "in-force";
        }

        @Override
        public Optional<AirStandard> period(LocalDate firstDay, LocalDate lastDay, Straddling straddling) {
            return AirStandard.inForce(straddling == Straddling.FIRST_DAY ? firstDay : lastDay);
        }

        @Override
        public Optional<Edition> index(LocalDate day) {
            return StandardBook.standard().inForce("air-index", day);
        }
    }

    /** Every day and the period by these texts, whatever was in force. */
    record Under(String code, AirStandard standard) implements AirBasis {
        @Override
        public Optional<AirStandard> period(LocalDate firstDay, LocalDate lastDay, Straddling straddling) {
            return Optional.of(standard);
        }

        @Override
        public Optional<Edition> index(LocalDate day) {
            return Optional.of(standard.index());
        }
    }

    /** The texts in force. */
    AirBasis IN_FORCE = new InForce();

    /**
     * The basis by the word of requests: {@code in-force}, {@code 2012}, {@code 2026-transition} or {@code 2026-final}.
     */
    static Optional<AirBasis> named(String code) {
        return code.equals(IN_FORCE.code())
                ? Optional.of(IN_FORCE)
                : AirStandard.named(code).map(standard -> new Under(code, standard));
    }

    /** The words of requests. */
    static List<String> codes() {
        return Stream.concat(Stream.of(IN_FORCE.code()), AirStandard.NAMES.stream())
                .toList();
    }

    /** The word of requests. */
    String code();

    /** The texts for the period; empty where none were in force. */
    Optional<AirStandard> period(LocalDate firstDay, LocalDate lastDay, Straddling straddling);

    /** The index edition for a day; empty where none was in force. */
    Optional<Edition> index(LocalDate day);
}
