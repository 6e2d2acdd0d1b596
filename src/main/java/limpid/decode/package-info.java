/** Bytes to readings, or a named refusal. */
@NullMarked
package limpid.decode;

import org.jspecify.annotations.NullMarked;
