/** Changes over HTTP as they happen. */
@NullMarked
package limpid.api.stream;

import org.jspecify.annotations.NullMarked;
