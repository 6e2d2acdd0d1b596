/** Who measured, where, under which target, since when. */
@NullMarked
package limpid.station;

import org.jspecify.annotations.NullMarked;
