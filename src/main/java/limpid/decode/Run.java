package limpid.decode;

import java.time.Duration;
import java.time.Instant;
import limpid.measure.Flag;
import limpid.measure.Parameter;
import limpid.measure.Period;
import limpid.measure.Place;
import limpid.measure.Reading;

/**
 * Values of one parameter whose periods follow each other, as a message brings them: half a million fit into a mebibyte. A
 * reading and its place are made when they are asked for, one by one, and never for all of them at once.
 *
 * @param end     of the last value's period
 * @param length  of each period
 * @param place   where the values stand
 * @param array   whether each has an index there
 * @param numbers the values, those too that cannot be read
 */
public record Run(
        Parameter parameter, Flag flag, Instant end, Duration length, Place place, boolean array, ValueArray numbers) {

    /** How many values there are, those included that cannot be read. */
    public int size() {
        return numbers.size();
    }

    /** Whether the value can be read. */
    public boolean readable(int index) {
        return numbers.unreadable(index) == null;
    }

    /** The reading of a value that can be read. */
    public Reading reading(String station, int index) {
        Instant itsEnd = end.minus(length.multipliedBy(size() - 1L - index));
        return new Reading(station, parameter, Period.ending(itsEnd, length), numbers.number(index), flag);
    }

    /** Where a value stands. */
    public Place place(int index) {
        return array ? place.at(index) : place;
    }
}
