package limpid.flow;

import limpid.decode.Payload;

/** Takes single messages, one at a time, from people and programs that wait for the outcome. */
public interface Desk {
    /**
     * Decodes, checks and keeps a message now.
     *
     * @return what became of it; when this returns, it is on disk
     * @throws limpid.store.StoreUnavailable where it could not be kept; nothing was
     */
    Receipt accept(Payload payload);
}
