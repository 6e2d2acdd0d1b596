package limpid.store;

import java.util.List;
import limpid.programme.Report;

/** Figures of programmes that somebody entered, with all their revisions. */
public interface Reports {
    /**
     * The reports in force of a programme and city: of each indicator, part, period and item the last revision.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Report> inForce(String programme, String city);

    /**
     * Every revision of the reports of an indicator, oldest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Report> history(String programme, String city, String indicator);

    /**
     * Enters reports, all or none; one that says what is in force already is no revision. Revision and
     * time of what is handed in do not matter: the store says them.
     *
     * @return how many were new or changed
     * @throws StoreUnavailable where the store cannot be reached; nothing was entered
     */
    int enter(String programme, String city, List<Report> reports);
}
