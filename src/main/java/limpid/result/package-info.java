/** Tables of results, each described once: written, kept with history, read, listed and exported from its description. */
@NullMarked
package limpid.result;

import org.jspecify.annotations.NullMarked;
