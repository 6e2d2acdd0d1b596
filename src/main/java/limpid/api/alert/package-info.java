/** Alerts over HTTP, and the notes that people make on them. */
@NullMarked
package limpid.api.alert;

import org.jspecify.annotations.NullMarked;
