package limpid.programme;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * By which of its parts an indicator is met: one group whose parts all are. Written {@code a and b}, {@code a or b}; and
 * binds closer.
 */
public record Parts(List<List<String>> anyOfAll) {
    /** Keeps its own lists. */
    public Parts {
        anyOfAll = anyOfAll.stream().map(List::copyOf).toList();
    }

    /** Reads them. @throws IllegalArgumentException where they are none */
    static Parts parse(String text) {
        return new Parts(Arrays.stream(text.split(" or ", -1)).map(Parts::group).toList());
    }

    private static List<String> group(String text) {
        List<String> group =
                Arrays.stream(text.split(" and ", -1)).map(String::strip).toList();
        if (!group.stream().allMatch(part -> part.matches("[a-z]"))) {
            throw new IllegalArgumentException("'" + text + "' is not made of parts such as a and b");
        }
        return group;
    }

    /** All of them. */
    public List<String> names() {
        return anyOfAll.stream().flatMap(List::stream).distinct().toList();
    }

    /** In Chinese. */
    String textZh() {
        return text().replace(" and ", "且").replace(" or ", "或");
    }

    /** As in files. */
    public String text() {
        return anyOfAll.stream().map(group -> String.join(" and ", group)).collect(Collectors.joining(" or "));
    }
}
