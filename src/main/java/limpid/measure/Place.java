package limpid.measure;

/**
 * Where in a message something stands. It becomes text only where somebody reads it: a message may hold half a million
 * places, and nobody reads more than the first of a kind.
 *
 * @param member index in the array of records; -1 where the message is no array
 * @param path   JSON pointer from there on, without the index of a value
 * @param index  index in an array of values; -1 where the value is no array
 */
public record Place(int member, String path, int index) {
    /** The message as a whole. */
    public static final Place WHOLE = new Place(-1, "", -1);

    /** The same place of a value's array, one value further in. */
    public Place at(int other) {
        return new Place(member, path, other);
    }

    /** The JSON pointer. */
    @Override
    public String toString() {
        return (member < 0 ? "" : "/" + member) + path + (index < 0 ? "" : "/" + index);
    }
}
