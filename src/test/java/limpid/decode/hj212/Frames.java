package limpid.decode.hj212;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Frames of {@code frames/hj212/frames.txt}, as they are on the wire. */
public final class Frames {
    private Frames() {}

    /** All of them by their name; those whose check is wrong begin with N. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new TreeMap<>();
        String name = "";
        for (String line : lines("src/test/resources/frames/hj212/frames.txt")) {
            if (line.startsWith("##")) {
                all.put(name, (line + "\r\n").getBytes(StandardCharsets.UTF_8));
            } else if (line.contains("|")) {
                name = line.substring(0, line.indexOf(' '));
            }
        }
        return all;
    }

    /** One of them. */
    public static byte[] get(String name) {
        byte[] frame = all().get(name);
        if (frame == null) {
            throw new IllegalArgumentException("no frame " + name);
        }
        return frame.clone();
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Piece> pieces(byte[] bytes) {
        List<Piece> pieces = new ArrayList<>();
        Splitter.split(bytes, pieces::add);
        return pieces;
    }

    /** What becomes of one piece. */
    static Frame.Result read(byte[] bytes) {
        List<Piece> pieces = pieces(bytes);
        if (pieces.size() != 1) {
            throw new AssertionError(pieces.size() + " pieces");
        }
        return Frame.read(pieces.getFirst());
    }
}
