package limpid.programme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When an indicator is met. Written {@code compare}, {@code compare 3}, {@code falling 3}, {@code option NAME}, joined by
 * {@code or} and {@code and}; and binds closer.
 */
public sealed interface Condition {
    /**
     * The figure of each of the last years, the assessed one included, holds against the target; a target in words is
     * held by the reported reference.
     */
    record Compare(int years) implements Condition {}

    /** The figure falls strictly 逐年下降 over so many years, the assessed one the last. */
    record Falling(int years) implements Condition {}

    /** A reported item of this name is at least its reported reference: what some cities may choose instead. */
    record Option(String item) implements Condition {}

    /** All hold. */
    record AllOf(List<Condition> all) implements Condition {}

    /** One holds. */
    record AnyOf(List<Condition> any) implements Condition {}

    /** The plain comparison of one year. */
    Condition COMPARE = new Compare(1);

    /** Reads a condition. @throws IllegalArgumentException where it is none */
    static Condition parse(String text) {
        List<Condition> any =
                Arrays.stream(text.split(" or ", -1)).map(Condition::all).toList();
        return any.size() == 1 ? any.getFirst() : new AnyOf(any);
    }

    private static Condition all(String text) {
        List<Condition> all =
                Arrays.stream(text.split(" and ", -1)).map(Condition::term).toList();
        return all.size() == 1 ? all.getFirst() : new AllOf(all);
    }

    private static Condition term(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+", 2)));
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "compare" -> new Compare(argument.isEmpty() ? 1 : years(argument, 1));
            case "falling" -> new Falling(years(argument, 2));
            case "option" -> new Option(argument);
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' is not compare [YEARS], falling YEARS or option NAME");
        };
    }

    private static int years(String text, int least) {
        if (text.matches("[1-9]") && Integer.parseInt(text) >= least) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("'" + text + "' is not a number of years from " + least + " to 9");
    }
}
