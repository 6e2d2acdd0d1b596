/** Readings to verdicts. */
@NullMarked
package limpid.validate;

import org.jspecify.annotations.NullMarked;
