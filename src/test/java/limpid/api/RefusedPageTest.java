package limpid.api;

import java.io.IOException;
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
        ManualPage.holds(PAGE, "reasons", reasons());
        ManualPage.holds(PAGE, "flags", flags());
        ManualPage.holds(PAGE, "problems", problems());
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
