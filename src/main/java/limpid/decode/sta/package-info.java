/** Observations of SensorThings: from an entity as a client sends it to readings. */
@NullMarked
package limpid.decode.sta;

import org.jspecify.annotations.NullMarked;
