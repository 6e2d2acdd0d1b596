/** Results from readings: what a dirty period changes, step by step, and the workers that work it off. */
@NullMarked
package limpid.rollup;

import org.jspecify.annotations.NullMarked;
