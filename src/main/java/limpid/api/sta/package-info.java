/** The registry, readings and results by OGC SensorThings API 1.1, read by anybody and observations written through the intake. */
@NullMarked
package limpid.api.sta;

import org.jspecify.annotations.NullMarked;
