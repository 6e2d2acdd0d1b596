/** Programmes over HTTP: tasks, who answers for them and how far they are. */
@NullMarked
package limpid.api.programme;

import org.jspecify.annotations.NullMarked;
