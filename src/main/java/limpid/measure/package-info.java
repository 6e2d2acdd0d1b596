/** What a number means: parameters, units, readings, periods, local days, flags and rounding. */
@NullMarked
package limpid.measure;

import org.jspecify.annotations.NullMarked;
