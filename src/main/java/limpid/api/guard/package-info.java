/** Keeps one client from taking what belongs to all: addresses, counts, turns, slow connections. */
@NullMarked
package limpid.api.guard;

import org.jspecify.annotations.NullMarked;
