/** The rules of surface water: class, means, grades, compliance, indices and early warning, each with its reasons. */
@NullMarked
package limpid.water;

import org.jspecify.annotations.NullMarked;
