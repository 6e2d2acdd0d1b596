package limpid.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limpid.air.AirBasis;
import limpid.programme.Assessor;
import limpid.programme.Check;
import limpid.programme.CityCheck;
import limpid.programme.Figures;
import limpid.programme.Indicator;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.store.KeptCheck;
import limpid.store.KeptChecks;
import limpid.store.Reports;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** The checks of programmes on what the stores know, and their keeping. */
public final class ProgrammeChecks {
    private final Programmes programmes;
    private final Knowledge knowledge;
    private final Reports reports;
    private final KeptChecks kept;

    /** Checks of these programmes. */
    public ProgrammeChecks(Programmes programmes, Knowledge knowledge, Reports reports, KeptChecks kept) {
        this.programmes = programmes;
        this.knowledge = knowledge;
        this.reports = reports;
        this.kept = kept;
    }

    /** The programmes. */
    public Programmes programmes() {
        return programmes;
    }

    /**
     * All checks of a programme for a city on a date, from the days up to it as they are known now.
     *
     * @throws limpid.store.StoreUnavailable where a store cannot be reached
     */
    public List<Check> check(Programme programme, String city, LocalDate asOf) {
        return Assessor.check(programme, figures(programme, city, AirBasis.IN_FORCE), asOf);
    }

    /** The checks of one indicator. */
    public List<Check> check(Programme programme, Indicator indicator, String city, LocalDate asOf) {
        return Assessor.check(programme, indicator, figures(programme, city, AirBasis.IN_FORCE), asOf);
    }

    /**
     * The checks of a programme for a city as they were kept.
     *
     * @param indicator null for all
     * @param known     only those that were known at this instant; null for every revision
     */
    public List<KeptCheck> kept(
            Programme programme, String city, @Nullable Indicator indicator, @Nullable Instant known) {
        return kept.list(programme.id(), city, indicator == null ? null : indicator.code(), known);
    }

    /**
     * Checks for a list, beside each that rests on the texts by which air is judged what it would be under other ones.
     *
     * @param beside null for none
     */
    public List<CityCheck> listed(
            Programme programme, String city, List<Check> checks, LocalDate asOf, @Nullable AirBasis beside) {
        List<Check> under = beside == null ? checks : Assessor.check(programme, figures(programme, city, beside), asOf);
        List<CityCheck> listed = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            boolean differs = beside != null
                    && programme.restsOnAirStandard(check.question().indicator());
            listed.add(new CityCheck(city, check, differs ? under.get(i) : null));
        }
        return listed;
    }

    private Figures figures(Programme programme, String city, AirBasis basis) {
        return new CityFigures(
                programme, programmes, city, knowledge, new EnteredFigures(programmes, reports, city), basis);
    }

    /**
     * Checks every programme of a city that has stations, and the national rule set it names, and keeps what differs.
     *
     * @return how many checks were new or other than before
     */
    public int keep(LocalDate asOf) {
        int changed = 0;
        for (Programme own : programmes.all()) {
            if (!own.city().isEmpty() && hasStations(own.city())) {
                for (Programme programme : withNational(own)) {
                    changed += kept.keep(own.city(), check(programme, own.city(), asOf));
                }
            }
        }
        return changed;
    }

    private boolean hasStations(String city) {
        return !knowledge
                .stations()
                .list(new Stations.Filter(null, city, null, null), 1)
                .isEmpty();
    }

    private List<Programme> withNational(Programme own) {
        List<Programme> both = new ArrayList<>(List.of(own));
        programmes.find(own.national()).ifPresent(both::add);
        return both;
    }
}
