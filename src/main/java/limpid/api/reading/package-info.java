/** Readings over HTTP: taken in, listed, reviewed, counted; refused messages and their replay. */
@NullMarked
package limpid.api.reading;

import org.jspecify.annotations.NullMarked;
