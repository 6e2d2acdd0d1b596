/** What a city may choose where the standards leave a point open: the list of points, and the choices made in a file. */
@NullMarked
package limpid.rule;

import org.jspecify.annotations.NullMarked;
