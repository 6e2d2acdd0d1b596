/** Bulletins over HTTP: written from their figures, published, compared. */
@NullMarked
package limpid.api.bulletin;

import org.jspecify.annotations.NullMarked;
