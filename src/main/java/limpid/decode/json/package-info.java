/** The JSON message of topic limpid/v1. */
@NullMarked
package limpid.decode.json;

import org.jspecify.annotations.NullMarked;
