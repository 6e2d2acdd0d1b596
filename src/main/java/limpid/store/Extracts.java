package limpid.store;

import java.time.Instant;
import java.util.Map;
import limpid.result.ResultTable;
import org.jspecify.annotations.Nullable;

/** Tables that leave as files: rows in a fixed order, however many, all of one snapshot of the store. */
public interface Extracts {
    /**
     * Opens a snapshot: what is committed later is not in it.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Snapshot open();

    /** One state of the store; it holds a connection until it is closed. */
    interface Snapshot extends AutoCloseable {
        /** When it was taken. */
        Instant takenAt();

        /**
         * Begins to read; the rows before must have been closed.
         *
         * @param statement its name
         * @param arguments a value, or null, for each of its parameters; others are ignored
         * @throws StoreUnavailable where the store cannot be reached
         */
        Rows rows(String statement, Map<String, ? extends @Nullable Object> arguments);

        /**
         * Begins to read rows of a table of results: what stands beside them, their columns, since when they are known and
         * in which revision. The rows before must have been closed.
         *
         * @throws StoreUnavailable where the store cannot be reached
         */
        Rows rows(ResultTable<?> table, Extract extract);

        @Override
        void close();
    }

    /** Rows in the order of their statement, read one by one. */
    interface Rows extends AutoCloseable {
        /**
         * The next row, null after the last. Its cells are {@code Integer}, {@code Long}, {@code BigDecimal}, {@code
         * String}, {@code Boolean}, {@code Instant}, {@code LocalDate}, a list of one of them, or null.
         *
         * @throws StoreUnavailable where the store is lost meanwhile
         */
        @Nullable
        Object @Nullable [] next();

        @Override
        void close();
    }
}
