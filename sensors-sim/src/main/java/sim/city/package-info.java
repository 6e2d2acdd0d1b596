/**
 * The invented city behind the pretend stations: where they stand, what happens there, and what they therefore measure.
 *
 * <p>Everything is a pure function of (seed, station, instant), so that any span can be produced again identically.
 */
@NullMarked
package sim.city;

import org.jspecify.annotations.NullMarked;
