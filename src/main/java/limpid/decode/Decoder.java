package limpid.decode;

import limpid.station.Station;

/** Turns the bytes of a message into readings. */
public interface Decoder {
    /**
     * Reads what can be read. What cannot be read becomes a refusal that names its place; it never hides the rest of
     * the message.
     *
     * @param station the registered station that sent it
     */
    Decoded decode(Payload payload, Station station);
}
