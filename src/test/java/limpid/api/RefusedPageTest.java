package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import limpid.api.http.Problem;
import limpid.measure.Flag.SetBy;
import limpid.measure.Flags;
import limpid.measure.Refusal.Reason;
import org.junit.jupiter.api.Test;

/** The page of what is refused says what the code refuses. {@code -Dlimpid.docs=write} writes its lists anew. */
class RefusedPageTest {
    private static final Path PAGE = Path.of("docs/refused.md");

    @Test
    void itsListsAreTheCodes() throws IOException {
        String page = Files.readString(PAGE);
        String made = with(page, "reasons", reasons());
        made = with(made, "flags", flags());
        made = with(made, "problems", problems());
        if ("write".equals(System.getProperty("limpid.docs"))) {
            Files.writeString(PAGE, made);
        }
        assertEquals(made, Files.readString(PAGE));
    }

    private static String with(String page, String list, String content) {
        String begin = "<!-- " + list + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + content + page.substring(to);
    }

    private static String reasons() {
        return "| reason | | refused is |\n|---|---|---|\n"
                + Arrays.stream(Reason.values())
                        .map(reason -> "| `" + reason.code() + "` | " + reason.nameZh() + " | "
                                + reason.meaning().replace("|", "\\|") + " |\n")
                        .collect(Collectors.joining());
    }

    private static String flags() {
        return "| flag | | |\n|---|---|---|\n"
                + Flags.standard().all().stream()
                        .filter(flag -> flag.setBy() == SetBy.LIMPID)
                        .map(flag -> "| `" + flag.code() + "` | " + flag.nameZh() + " | " + flag.nameEn() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String problems() {
        return "| code | status | |\n|---|---|---|\n"
                + Arrays.stream(Problem.Type.values())
                        .map(type -> "| `" + type.address().substring("/problems/".length()) + "` | " + type.status()
                                + " | " + type.title() + " |\n")
                        .collect(Collectors.joining());
    }
}
