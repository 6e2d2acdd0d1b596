package limpid.store;

import java.util.List;
import limpid.rule.DeskChoice;

/** What the desk chose for points of the rules. Nothing is changed or removed; a later line for the same rule, city and date counts. */
public interface RuleChoices {
    /**
     * All of them, the first first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<DeskChoice> all();

    /**
     * Enters one, whose number does not matter.
     *
     * @return the same with its number
     * @throws StoreUnavailable where the store cannot be reached; nothing was entered
     */
    DeskChoice add(DeskChoice choice);
}
