package limpid.store;

import java.util.function.Consumer;

/** What is committed, told as it happens by whichever instance committed it. */
public interface Changes {
    /**
     * Tells changes in the order of their commits until the following is closed. It begins a moment later, with {@link
     * Change.Missed}; so it does again when the store has been away.
     *
     * @param reader called on one thread; it must not wait
     */
    Following follow(Consumer<Change> reader);

    /** A reader that is told. */
    interface Following extends AutoCloseable {
        /** Ends the telling. */
        @Override
        void close();
    }
}
