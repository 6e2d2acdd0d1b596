package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lists in pages of the manual that the code makes. {@code -Dlimpid.docs=write} writes them anew. */
final class ManualPage {
    private ManualPage() {}

    /** The list of this name, between its marks, is this. */
    static void holds(Path page, String list, String content) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- " + list + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->", from);
        String made = text.substring(0, from) + content + text.substring(to);
        if ("write".equals(System.getProperty("limpid.docs"))) {
            Files.writeString(page, made);
        }
        assertEquals(made, Files.readString(page));
    }
}
