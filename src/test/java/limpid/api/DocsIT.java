package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual as the service shows it. */
class DocsIT extends Served {
    private static final Path FOLDER = Path.of("docs");
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("<h\\d id=\"([^\"]*)\"");

    @Test
    void everyPageIsServedAndItsLinksLeadSomewhere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (String page : pages()) {
            ApiServer.Answer answer = server.get("/docs/" + page);
            assertEquals(200, answer.status(), page);
            assertTrue(answer.header("Content-Type").startsWith("text/html"), page);
            Matcher links = HREF.matcher(answer.text());
            while (links.find()) {
                if (!leadsSomewhere(page, links.group(1))) {
                    lost.add(page + ": " + links.group(1));
                }
            }
        }
        assertEquals(List.of(), lost);
    }

    @Test
    void theFirstPageNamesAllOthers() throws IOException {
        String first = server.get("/docs/index.md").text();
        for (String page : pages()) {
            assertTrue(page.equals("index.md") || first.contains("href=\"" + page), page);
        }
        assertEquals("/docs/index.md", server.get("/docs").header("Location"));
        assertEquals("image/png", server.get("/docs/page.png").header("Content-Type"));
    }

    @Test
    void whatIsNoPageIsNotFound() {
        for (String other : List.of("none.md", "operate", "..%2Fapplication.yml", "logback.xml")) {
            server.get("/docs/" + other).problem(404, "not-found");
        }
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsSomewhere(String from, String link) throws IOException {
        if (link.startsWith("http")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        String page = parts[0].isEmpty() ? from : parts[0];
        return pages().contains(page) && (parts.length == 1 || headings(page).contains(parts[1]));
    }

    private static Set<String> headings(String page) {
        Set<String> ids = new HashSet<>();
        Matcher headings = ID.matcher(server.get("/docs/" + page).text());
        while (headings.find()) {
            ids.add(headings.group(1));
        }
        return ids;
    }
}
