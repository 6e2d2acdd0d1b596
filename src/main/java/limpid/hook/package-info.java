/** Edge: calls of a webhook leave. */
@NullMarked
package limpid.hook;

import org.jspecify.annotations.NullMarked;
