/** What must be kept and found again. */
@NullMarked
package limpid.store;

import org.jspecify.annotations.NullMarked;
