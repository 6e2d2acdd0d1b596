package limpid.flow;

import limpid.decode.Payload;
import limpid.measure.Table;
import limpid.store.StoreUnavailable;

/** The intake for those who wait for the answer: a message goes the same way as one from the broker. */
public interface Desk {
    /**
     * Decodes, validates and keeps a message. When it returns, everything is on disk.
     *
     * @throws StoreUnavailable where the store cannot be reached; try again: what was kept of a long message then counts as
     *                          duplicate
     * @throws Busy             where too many long messages are being kept; nothing was kept, try again
     */
    Receipt accept(Payload payload);

    /**
     * Checks and keeps the readings of a table, all of them or, where one line is wrong, none. When it returns, all of
     * it is on disk.
     *
     * @param payload its bytes, with the time they arrived and who brought them
     * @return what became of it; nothing is refused
     * @throws limpid.measure.Table.Malformed where a line cannot be kept; it names line and column
     * @throws StoreUnavailable               where the store cannot be reached; nothing was kept, try again
     * @throws Busy                           where too many tables are being kept; nothing was kept, try again
     * @throws limpid.store.Unstorable        where the store can never hold some value; nothing was kept
     */
    Receipt acceptTable(Table table, Payload payload);

    /**
     * Hands in a refused message once more, for example after its station was registered. What was kept before counts
     * as
     * duplicate.
     *
     * @param refusedMessageId of an existing refused message
     * @param by               who does so
     * @throws StoreUnavailable         where the store cannot be reached; nothing was kept, try again
     * @throws IllegalArgumentException where there is no such message
     */
    Receipt replay(long refusedMessageId, String by);
}
