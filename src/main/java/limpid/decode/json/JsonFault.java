package limpid.decode.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, in words of the text and not of the parser that read it. */
public final class JsonFault {
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity", "+Infinity", "INF", "-INF");
    private static final Pattern TOKEN =
            Pattern.compile("(?:Non-standard|Unrecognized) token '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern SOURCE =
            Pattern.compile("\\s*\\(start marker at \\[.*|\\s*\\[Source: .*", Pattern.DOTALL);

    private JsonFault() {}

    /** One sentence. */
    public static String of(JsonProcessingException e) {
        return what(e) + where(e);
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "the message ends too early";
        }
        String said = SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceFirst("");
        Matcher token = TOKEN.matcher(said);
        if (token.matches()) {
            return NO_NUMBERS.contains(token.group(1))
                    ? token.group(1) + " is no number of JSON; write null where there is no value"
                    : "'" + token.group(1) + "' is no word of JSON; there are true, false and null";
        }
        return said.replaceAll(
                "`?(?:JsonReadFeature|StreamReadFeature|JsonParser\\.Feature)\\.\\w+`?", "another setting");
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
