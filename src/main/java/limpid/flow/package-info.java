/** The two belts, the only place that knows the order of things: intake and rollup. */
@NullMarked
package limpid.flow;

import org.jspecify.annotations.NullMarked;
