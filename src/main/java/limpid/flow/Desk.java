package limpid.flow;

import limpid.decode.Payload;
import limpid.store.StoreUnavailable;

/** The intake for those who wait for the answer: a message goes the same way as one from the broker. */
public interface Desk {
    /**
     * Decodes, validates and keeps a message. When it returns, everything is on disk.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept, try again
     */
    Receipt accept(Payload payload);

    /**
     * Hands in a refused message once more, for example after its station was registered. What was kept before counts
     * as
     * duplicate.
     *
     * @param refusedMessageId of an existing refused message
     * @throws StoreUnavailable         where the store cannot be reached; nothing was kept, try again
     * @throws IllegalArgumentException where there is no such message
     */
    Receipt replay(long refusedMessageId);
}
