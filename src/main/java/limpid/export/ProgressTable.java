package limpid.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import limpid.measure.LocalDay;
import limpid.programme.Check;
import limpid.programme.CheckTables;
import limpid.programme.CityCheck;
import limpid.programme.Programme;

/** The progress list 进度表 of a programme: its checks on a date, with responsible units, documents and clauses. */
public final class ProgressTable {
    private static final List<String> FILTERS = List.of("programme", "city", "asOf");

    private ProgressTable() {}

    /**
     * The list as a table to be exported.
     *
     * @param city   whose figures
     * @param checks of one programme on one date, in their order
     */
    public static Dataset of(Programme programme, String city, List<Check> checks) {
        return ResultDataset.made(
                "progress-" + programme.id(),
                "progress of " + programme.nameEn(),
                CheckTables.PROGRESS,
                FILTERS,
                checks.stream().map(check -> new CityCheck(city, check)).toList());
    }

    /** What the list answers: the assessed periods up to the date of the checks. */
    public static Query query(Programme programme, String city, LocalDate asOf) {
        LocalDate first = LocalDate.of(programme.assessment().year(asOf), 1, 1);
        return new Query(
                new LocalDay(first, LocalDay.CHINA).start(),
                new LocalDay(asOf, LocalDay.CHINA).end(),
                Map.of("programme", programme.id(), "city", city, "asOf", asOf.toString()),
                List.of());
    }
}
