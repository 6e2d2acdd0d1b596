package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.api.OddRequests.Write;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of every write route with odd members and fields: taken or refused by name, never a fault of ours. */
class OddBodiesIT extends Served {
    private static final Pattern MEMBER = Pattern.compile("(\"\\w+\":)(\\[[^]]*]|\\{[^}]*}|\"[^\"]*\"|[^,}]+)");
    private static final Map<String, Write> WRITES = OddRequests.writes();

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
    }

    @Test
    void everyWriteRouteHasABodyHere() {
        Set<String> routes = OpenApi.routes(server).stream()
                .filter(Route::isWrite)
                .map(Route::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(routes, new TreeSet<>(WRITES.keySet()));
        WRITES.forEach((route, write) -> {
            int status = OddRequests.send(server, route, write).status();
            assertTrue(status < 500 && status != 400 && status != 415, route + " " + status);
        });
    }

    @Test
    @Tag("long")
    void oddMembersAndFieldsAreTakenOrRefused() {
        List<String> faults = new ArrayList<>();
        int sent = 0;
        for (Map.Entry<String, Write> route : WRITES.entrySet()) {
            Write usual = route.getValue();
            List<String> bodies = new ArrayList<>(usual.table() ? oddTables(usual.body()) : oddDocuments(usual.body()));
            if (!usual.body().isEmpty()) {
                bodies.addAll(damaged(usual.body()));
            }
            for (String body : bodies) {
                Write odd = new Write(usual.path(), usual.table(), body);
                OddRequests.fault(OddRequests.send(server, route.getKey(), odd))
                        .ifPresent(fault -> faults.add(route.getKey() + " " + body + ": " + fault));
                sent++;
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(sent > 2000, "sent " + sent);
    }

    /** The document with each member in turn replaced by each odd value. */
    private static List<String> oddDocuments(String body) {
        List<String> documents = new ArrayList<>();
        Matcher member = MEMBER.matcher(body);
        while (member.find()) {
            for (String odd : OddValues.JSON) {
                documents.add(body.substring(0, member.start()) + member.group(1) + odd + body.substring(member.end()));
            }
            documents.add(body.substring(0, member.start()) + "\"\\u0000\":1," + body.substring(member.start()));
        }
        return documents;
    }

    /** The table with each field of its first line in turn replaced by each odd value. */
    private static List<String> oddTables(String body) {
        List<String> tables = new ArrayList<>();
        String[] lines = body.split("\n", 3);
        String[] fields = lines[1].split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            for (String odd : OddValues.CSV) {
                String[] line = fields.clone();
                line[i] = '"' + odd.replace("\"", "\"\"") + '"';
                tables.add(lines[0] + "\n" + String.join(",", line) + "\n" + lines[2]);
            }
        }
        tables.add("\0" + body);
        return tables;
    }

    private static List<String> damaged(String body) {
        Random random = new Random(body.length());
        List<String> bodies =
                new ArrayList<>(List.of("null", "[]", "1", "\"x\"", "{\"a\":1,\"a\":2}", "[" + body + "]"));
        for (int i = 0; i < 15; i++) {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String damaged = new String(bytes, StandardCharsets.ISO_8859_1);
            bodies.add(i % 3 == 0 ? damaged.substring(0, random.nextInt(damaged.length())) : damaged);
        }
        bodies.removeIf(String::isEmpty);
        return bodies;
    }
}
