package limpid.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.air.AirBasis;
import limpid.measure.LocalDay;
import limpid.programme.CheckTables;
import limpid.programme.CityCheck;
import limpid.programme.Programme;
import org.jspecify.annotations.Nullable;

/** The progress list 进度表 of a programme: its checks on a date, with responsible units, documents and clauses. */
public final class ProgressTable {
    private static final String BESIDE = "beside";
    private static final List<String> FILTERS = List.of("programme", "city", "asOf", BESIDE);

    private ProgressTable() {}

    /**
     * The list as a table to be exported.
     *
     * @param checks of one programme on one date, in their order
     */
    public static Dataset of(Programme programme, List<CityCheck> checks) {
        return ResultDataset.made(
                "progress-" + programme.id(),
                "progress of " + programme.nameEn(),
                CheckTables.PROGRESS,
                FILTERS,
                checks);
    }

    /**
     * What the list answers: the assessed periods up to the date of the checks.
     *
     * @param beside under which texts of air too; null for none
     */
    public static Query query(Programme programme, String city, LocalDate asOf, @Nullable AirBasis beside) {
        LocalDate first = LocalDate.of(programme.assessment().year(asOf), 1, 1);
        Map<String, String> filters =
                new TreeMap<>(Map.of("programme", programme.id(), "city", city, "asOf", asOf.toString()));
        if (beside != null) {
            filters.put(BESIDE, beside.code());
        }
        return new Query(
                new LocalDay(first, LocalDay.CHINA).start(),
                new LocalDay(asOf, LocalDay.CHINA).end(),
                filters,
                List.of());
    }
}
