package limpid.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.measure.LocalDay;

/**
 * Requests with the answers they got, as text that anybody can read and add to. A line {@code >>> path} asks, what follows
 * is the answer: status, type, body. A line that begins with {@code #} is a remark. Moments of the test's own run stand as
 * {@code <now>}, its dates as {@code <today>}.
 */
record Transcript(Path file, List<String> remarks, List<Case> cases) {
    private static final String REQUEST = ">>> ";
    private static final int WIDTH = 150;
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b(?!T)");
    private static final Pattern NEXT = Pattern.compile("(\"next\":\\s?)\"[^\"]+\"");
    private static final Pattern HASH = Pattern.compile("\"sha256\": \"[0-9a-f]{64}\"");
    private static final Pattern LAG = Pattern.compile("(\"[a-zA-Z]*Lag[a-zA-Z]*\": ?)-?\\d+");
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x21-\\x7e]+");

    /** A request and its answer. */
    record Case(String path, String answer) {
        /** The path without its query. */
        String route() {
            return path.replaceFirst("\\?.*", "");
        }
    }

    static List<Transcript> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Transcript::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + folder, e);
        }
    }

    private static Transcript read(Path file) {
        List<String> remarks = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        try {
            for (String part : ("\n" + Files.readString(file)).split("\n(?=>>> )")) {
                if (part.startsWith(REQUEST)) {
                    String[] lines = part.split("\n", 2);
                    cases.add(new Case(lines[0].substring(REQUEST.length()), lines.length > 1 ? lines[1] : ""));
                } else {
                    remarks.addAll(part.strip().lines().toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
        return new Transcript(file, remarks, cases);
    }

    /** The same requests with the answers of this server. */
    Transcript asked(ApiServer server, Instant start) {
        return new Transcript(
                file,
                remarks,
                cases.stream()
                        .map(one -> new Case(
                                one.path(), masked(answer(server.get("/api/v1/" + encoded(one.path()))), start)))
                        .toList());
    }

    void write() {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append(remark).append('\n'));
        cases.forEach(one -> text.append(REQUEST)
                .append(one.path())
                .append('\n')
                .append(one.answer())
                .append("\n\n"));
        return text.toString().stripTrailing() + "\n";
    }

    static String encoded(String path) {
        return NOT_ASCII.matcher(path).replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
    }

    private static String answer(ApiServer.Answer answer) {
        String type = answer.header("Content-Type");
        String body = type.contains("json")
                ? pretty(answer.tree(), "")
                : answer.text().stripTrailing();
        return answer.status() + " " + type + "\n" + body;
    }

    /** On one line what fits on one, otherwise a line a member. */
    private static String pretty(JsonNode node, String indent) {
        String flat = node.toString();
        if (node.isEmpty() || flat.length() + indent.length() <= WIDTH) {
            return flat;
        }
        List<String> members = new ArrayList<>();
        String inner = indent + "  ";
        if (node.isArray()) {
            node.forEach(item -> members.add(inner + pretty(item, inner)));
            return "[\n" + String.join(",\n", members) + "\n" + indent + "]";
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.add(inner + "\"" + member.getKey() + "\": " + pretty(member.getValue(), inner));
        }
        return "{\n" + String.join(",\n", members) + "\n" + indent + "}";
    }

    private static boolean isOfThisRun(LocalDate date, LocalDate today) {
        return !date.isBefore(today.minusDays(1)) && !date.isAfter(today.plusDays(1));
    }

    private static String masked(String answer, Instant start) {
        Instant sinceStart = start.minus(Duration.ofHours(1));
        LocalDate today = LocalDay.dateAt(start);
        String moments = MOMENT.matcher(answer)
                .replaceAll(found -> instant(found).isBefore(sinceStart) ? found.group() : "<now>");
        String dates = DATE.matcher(moments)
                .replaceAll(found -> isOfThisRun(LocalDate.parse(found.group()), today) ? "<today>" : found.group());
        // How late a reading came is told by the clock of this run.
        String lags = LAG.matcher(dates).replaceAll("$1\"<lag>\"");
        // The hash covers the moments of this run too.
        String hashes = HASH.matcher(lags).replaceAll("\"sha256\": \"<hash>\"");
        return NEXT.matcher(hashes).replaceAll("$1\"<cursor>\"");
    }

    private static Instant instant(MatchResult found) {
        return OffsetDateTime.parse(found.group()).toInstant();
    }
}
