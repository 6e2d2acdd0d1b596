/**
 * Pretend stations that speak MQTT: seeded days with their truth, faults on request, a live city and recorded days.
 *
 * <p>This source root knows the published MQTT contract and nothing of the service's code.
 */
@NullMarked
package sim;

import org.jspecify.annotations.NullMarked;
