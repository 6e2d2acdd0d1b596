package limpid.api.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import limpid.api.http.Problem.Type;
import limpid.measure.Characters;
import limpid.store.Position;
import org.jspecify.annotations.Nullable;

/** Where a list goes on. Opaque to those who ask; inside stand the name of the list and the key of its last row. */
public final class Cursor {
    private Cursor() {}

    /** The cursor after a place in a list. */
    public static String of(String list, Position position) {
        return of(list, position.end() + " " + position.id());
    }

    /** The cursor after the row with this key. */
    public static String of(String list, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    /** The place a cursor stands for, or the beginning where there is no cursor. */
    public static Position position(String list, @Nullable String cursor, Position beginning) {
        return read(list, cursor, beginning, key -> {
            String[] parts = key.split(" ", 2);
            return new Position(Instant.parse(parts[0]), Integer.parseInt(parts[1]));
        });
    }

    /** The key a cursor stands for, or the beginning where there is no cursor. */
    public static <K extends @Nullable Object> K read(
            String list, @Nullable String cursor, K beginning, Function<String, K> reading) {
        if (cursor == null) {
            return beginning;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(list + " ") && Characters.refused(text).isEmpty()) {
                return reading.apply(text.substring(list.length() + 1));
            }
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw bad(cursor);
        }
        throw bad(cursor);
    }

    private static Problem.Exception bad(String cursor) {
        return new Problem.Exception(
                Type.BAD_CURSOR,
                "cursor='" + cursor + "': expected the 'next' of an answer of this list, or none for its beginning",
                Map.of("parameter", "cursor"));
    }
}
