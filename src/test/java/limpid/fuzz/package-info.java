@NullMarked
package limpid.fuzz;

import org.jspecify.annotations.NullMarked;
