package limpid.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import limpid.api.http.Problem.Type;
import limpid.people.Scope;
import org.jspecify.annotations.Nullable;

/** Reads members of bodies; what cannot be used becomes a problem that names the member. */
public final class Members {
    private Members() {}

    /** A text that has to be there. */
    public static String required(String member, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw bad(member, "is needed");
        }
        return text;
    }

    /** The places somebody may write to. */
    public static Scope scope(@Nullable List<@Nullable String> words) {
        if (words == null) {
            throw bad("scope", "is needed: [\"*\"] for everywhere, or such as [\"city:临江\"]");
        }
        try {
            return Scope.of(texts("scope", words));
        } catch (IllegalArgumentException e) {
            throw bad("scope", String.valueOf(e.getMessage()));
        }
    }

    /** A list of texts; none where there is no list. */
    public static List<String> texts(String member, @Nullable List<@Nullable String> texts) {
        List<String> all = new ArrayList<>();
        for (String text : texts == null ? List.<@Nullable String>of() : texts) {
            if (text == null) {
                throw bad(member, "holds a null");
            }
            all.add(text);
        }
        return all;
    }

    /** What a constructor refuses with a message that begins with the member. */
    public static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int end = message.indexOf(':');
            throw bad(
                    message.substring(0, Math.max(end, 0)),
                    message.substring(end + 1).strip());
        }
    }

    /** The problem of a member that cannot be used. */
    public static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }
}
