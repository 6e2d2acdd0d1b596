/** A real PostgreSQL and a real MQTT broker that live and die with this process, for a machine that has neither. */
@NullMarked
package limpid.embedded;

import org.jspecify.annotations.NullMarked;
