package limpid.result;

/**
 * A result as it is to be kept.
 *
 * @param subjectId number of the station, city or river it is about
 */
public record Kept<T>(int subjectId, T result) {}
