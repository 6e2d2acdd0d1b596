@NullMarked
package limpid.mqtt.packet;

import org.jspecify.annotations.NullMarked;
