package limpid.store;

import java.time.LocalDate;
import java.util.List;
import limpid.programme.TaskEntry;

/** How far units are with the tasks of programmes, as they reported, with all revisions. */
public interface TaskEntries {
    /**
     * The reports that hold on a date: of each task and unit the newest up to it.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<TaskEntry> inForce(String programme, LocalDate asOf);

    /**
     * Every revision of the reports on a task, oldest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<TaskEntry> history(String programme, String task);

    /**
     * Enters reports, all or none; one that says what is known already is no revision. Revision and time of what is handed in
     * do not matter: the store says them.
     *
     * @return how many were new or changed
     * @throws StoreUnavailable where the store cannot be reached; nothing was entered
     */
    int enter(String programme, List<TaskEntry> entries);
}
