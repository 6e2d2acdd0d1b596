/** The service as it runs, in a process of its own, fed with recorded readings over MQTT. */
@NullMarked
package limpid.replay;

import org.jspecify.annotations.NullMarked;
