package limpid.store;

import java.util.function.Consumer;

/** What is committed, told as it happens by whichever instance committed it. */
public interface Changes {
    /**
     * Tells changes in the order of their commits until the following is closed. While the store is away nothing is told;
     * when it is back the first thing told is {@link Change.Missed}.
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
