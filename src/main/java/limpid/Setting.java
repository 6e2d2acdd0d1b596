package limpid;

/**
 * A setting as the code reads it.
 *
 * @param name      the environment variable, {@code LIMPID_...}; with {@code _FILE} behind it, the file that holds the value
 * @param otherwise what it is where nothing is given, as text; empty for none
 * @param kind      what a value must be, for people
 */
public record Setting(String name, String otherwise, String kind) {}
