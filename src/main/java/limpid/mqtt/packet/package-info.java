/** MQTT packets as bytes: what they hold and what MQTT 5 forbids in them. Knows no socket, no client and no broker. */
@NullMarked
package limpid.mqtt.packet;

import org.jspecify.annotations.NullMarked;
