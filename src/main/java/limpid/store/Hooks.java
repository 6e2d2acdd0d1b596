package limpid.store;

import java.time.Duration;
import java.util.List;

/** Calls of the webhook, written in the transactions that changed the alerts they tell of. */
public interface Hooks {
    /**
     * Takes calls that are due, the oldest of each subject, and holds them against others for a while.
     *
     * @param held afterwards a call that was neither delivered nor failed is due again
     */
    List<Call> claim(Duration held, int most);

    /** The receiver has taken it. */
    void delivered(long id);

    /** The receiver has not taken it; it will be due again later. */
    void failed(long id, String error);

    /**
     * One call.
     *
     * @param event raised, changed, cleared or withdrawn
     * @param body  JSON
     */
    record Call(long id, String event, String body) {}
}
