/** The store in PostgreSQL, with or without TimescaleDB. */
@NullMarked
package limpid.store.postgres;

import org.jspecify.annotations.NullMarked;
