/** Water over HTTP: sections, regions, sources, lakes, sea, limits and their evidence. */
@NullMarked
package limpid.api.water;

import org.jspecify.annotations.NullMarked;
