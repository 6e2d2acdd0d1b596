/** A city's programmes: their indicators, the targets as printed, and the checks of figures against them. */
@NullMarked
package limpid.programme;

import org.jspecify.annotations.NullMarked;
