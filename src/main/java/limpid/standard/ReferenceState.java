package limpid.standard;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * The state of the air that concentrations refer to 参比状态: {@code reference-states.csv}. It changed on 2018-09-01, the
 * limits did not.
 *
 * @param edition   code of the edition of subject {@code air-reference_state}
 * @param gases     state for SO2, NO2, CO, O3
 * @param particles state for PM10, PM2.5
 */
public record ReferenceState(String edition, String gases, String particles) {
    private static final List<ReferenceState> STANDARD = List.copyOf(
            Table.resource("/limpid/standard/air/reference-states.csv").map(ReferenceState::read));

    private static ReferenceState read(Row row) {
        return new ReferenceState(row.required("edition"), row.required("gases"), row.required("particles"));
    }

    /** The state in force on a local date; empty before the first edition. */
    public static Optional<ReferenceState> inForce(LocalDate date) {
        return StandardBook.standard().inForce("air-reference_state", date).flatMap(edition -> STANDARD.stream()
                .filter(state -> state.edition.equals(edition.code()))
                .findFirst());
    }

    /** The state for a pollutant. */
    public String of(Pollutant pollutant) {
        return pollutant.particles() ? particles : gases;
    }
}
