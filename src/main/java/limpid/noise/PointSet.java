package limpid.noise;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The points of one survey 监测点位. They keep their place over the years; a changed set is another version, and figures
 * of different sets are not compared (HJ 640-2012 as quoted).
 *
 * @param version name of the set, for example the year it was laid out
 * @param points  codes of its points
 */
public record PointSet(String version, SortedSet<String> points) {
    /** Keeps its own codes. */
    public PointSet {
        points = Collections.unmodifiableSortedSet(new TreeSet<>(points));
    }

    /** A set of these codes. */
    public static PointSet of(String version, Collection<String> points) {
        return new PointSet(version, new TreeSet<>(points));
    }

    /** Its points that the other set has not. */
    public SortedSet<String> without(PointSet other) {
        SortedSet<String> rest = new TreeSet<>(points);
        rest.removeAll(other.points);
        return rest;
    }
}
