package limpid.noise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
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
    private static final int FINGERPRINT_BYTES = 4;

    /** Keeps its own codes. */
    public PointSet {
        points = Collections.unmodifiableSortedSet(new TreeSet<>(points));
    }

    /** A set of these codes. */
    public static PointSet of(String version, Collection<String> points) {
        return new PointSet(version, new TreeSet<>(points));
    }

    /**
     * Names the set by its points: the same points have the same fingerprint, whatever the version is called. It is the
     * beginning of the SHA-256 of the sorted codes, a line each.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\n", points).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its points that the other set has not. */
    public SortedSet<String> without(PointSet other) {
        SortedSet<String> rest = new TreeSet<>(points);
        rest.removeAll(other.points);
        return rest;
    }
}
