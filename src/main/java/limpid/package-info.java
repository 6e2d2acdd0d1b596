/** Limpid: environmental monitoring time-series service. The root holds the commands, the settings and the wiring. */
@NullMarked
package limpid;

import org.jspecify.annotations.NullMarked;
