package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

/** The description of the API, as the running service gives it, and what the service does with it. */
@Timeout(300)
class DescriptionIT extends Served {
    private static final String STATIONS = """
            code,name_zh,medium,city,district,lon,lat,kind,period,counts_in_city,water_body,water_body_type,target_class
            LCA01,市监测站,air,泠川市,泠北区,112.1,22.1,auto,PT1H,true,,,
            LCW01,泠川大桥,water,泠川市,泠北区,112.1,22.1,auto,PT4H,false,泠川江,river,3
            LCN01,中心广场,noise,泠川市,泠北区,112.1,22.1,auto,PT1H,false,,,
            """;

    /** What the stream and the files of the archive answer does not end, or is of their own tests. */
    private static final Set<String> NOT_ASKED = Set.of("/api/v1/stream");

    private static Map<String, Object> document;

    @BeforeAll
    static void fill() throws IOException {
        String text = server.get("/openapi.yml").text();
        Files.writeString(Path.of("target", "openapi-served.yml"), text);
        document = map(new Yaml().load(text));
        assertEquals(
                200,
                server.send(
                                "POST",
                                "/api/v1/stations/import",
                                STATIONS,
                                "X-API-Key",
                                ApiServer.ADMIN_KEY,
                                "Content-Type",
                                "text/csv")
                        .status());
    }

    /** By a generator that many use, with the types of the answers, and without a word of ours in it. */
    @Test
    @Tag("long")
    void aTypedClientMadeFromItCompiles() throws IOException, InterruptedException {
        Path generator = Path.of("target", "generator", "openapi-generator-cli.jar");
        assertTrue(Files.exists(generator), "mvn -q pre-integration-test brings " + generator);
        Path client = Path.of("target", "typed-client");
        Path log = Path.of("target", "typed-client.log");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        generator.toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        "target/openapi-served.yml",
                        "-o",
                        client.toString(),
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true,apiPackage=client,modelPackage=client,invokerPackage=client",
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, made.waitFor(), Files.readString(log));
        Path use = Files.writeString(client.resolve("Use.java"), """
                class Use {
                    java.math.BigDecimal first(client.AirDayPage page) {
                        return page.getItems().getFirst().getValues().get("PM2.5").getValue();
                    }

                    String why(client.Problem problem) {
                        return problem.getType() + problem.getDetail() + problem.getStatus();
                    }
                }
                """);
        List<Path> sources = new ArrayList<>(List.of(use));
        try (Stream<Path> all = Files.walk(client.resolve("src/main/java"))) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        assertTrue(sources.size() > 150, "files: " + sources.size());
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, StandardCharsets.UTF_8)) {
            Path classes = Files.createDirectories(client.resolve("classes"));
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            said,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertTrue(compiled, () -> said.getDiagnostics().toString());
        }
    }

    private record Operation(String method, String path, Map<String, Object> content) {
        String name() {
            return method + " " + path;
        }

        List<Map<String, Object>> parameters() {
            return maps(content.get("parameters"));
        }
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        map(document.get("paths")).forEach((path, methods) -> map(methods)
                .forEach((method, operation) -> all.add(new Operation(method, path, map(operation)))));
        return all;
    }

    @Test
    void eachOperationHasANameOfItsOwnWithoutANumber() {
        Set<String> names = new HashSet<>();
        for (Operation operation : operations()) {
            String name = String.valueOf(operation.content.get("operationId"));
            assertTrue(names.add(name), name);
            assertTrue(name.matches("(get|put|post|delete)[A-Z][A-Za-z]*(212[A-Z][A-Za-z]*)?"), name);
        }
        assertTrue(
                names.containsAll(Set.of("getAirDays", "getAirDaysCsv", "getStationsByCodeReadings")), names::toString);
        map(map(document.get("components")).get("schemas"))
                .keySet()
                .forEach(name -> assertTrue(name.matches("[A-Za-z0-9.]+"), name));
    }

    @Test
    void eachOperationSaysWhoMayAskAndWhichProblemsItMeets() {
        for (Operation operation : operations()) {
            Map<String, Object> responses = map(operation.content.get("responses"));
            List<Map<String, Object>> security = maps(operation.content.get("security"));
            assertNotNull(operation.content.get("security"), operation.name());
            assertEquals(!security.isEmpty(), responses.containsKey("401"), operation.name());
            if (!operation.method.equals("get") && !operation.path.startsWith("/api/v1/session")) {
                assertEquals(
                        List.of("key", "session"),
                        security.stream().flatMap(one -> one.keySet().stream()).toList(),
                        operation.name());
            }
            assertTrue(responses.keySet().containsAll(Set.of("400", "429", "503", "default")), operation.name());
            responses.forEach((status, response) -> {
                Map<String, Object> resolved = resolved(map(response));
                assertFalse(String.valueOf(resolved.get("description")).isEmpty(), operation.name());
                if (status.equals("default") || status.charAt(0) >= '4') {
                    assertEquals(
                            "#/components/schemas/Problem",
                            map(map(map(resolved.get("content")).get("application/problem+json"))
                                            .get("schema"))
                                    .get("$ref"),
                            operation.name() + " " + status);
                }
            });
        }
    }

    @Test
    void whatAProblemIsDescribedAsIsWhatIsAnswered() {
        JsonNode problem = server.get("/api/v1/air/days?statoin=LCA01").problem(400, "unknown-parameter");
        Map<String, Object> schema =
                map(map(map(document.get("components")).get("schemas")).get("Problem"));
        Set<String> described = map(schema.get("properties")).keySet();
        described.forEach(member -> assertTrue(problem.hasNonNull(member), member));
        assertTrue(String.valueOf(resolved(Map.of("$ref", "#/components/responses/BadRequest"))
                        .get("description"))
                .contains(problem.get("type").asText()));
    }

    @Test
    void eachParameterHasItsWordsOrAnExampleThatTheServiceTakes() {
        Set<String> wrong = new TreeSet<>();
        int asked = 0;
        for (Operation operation : operations()) {
            if (!operation.method.equals("get") || NOT_ASKED.contains(operation.path)) {
                continue;
            }
            for (Map<String, Object> parameter : operation.parameters()) {
                if (parameter.get("in").equals("header")) {
                    continue;
                }
                List<Object> values = values(parameter);
                assertFalse(values.isEmpty(), operation.name() + " " + parameter.get("name"));
                for (Object value : values) {
                    asked++;
                    if (isRefused(operation, parameter, value)) {
                        wrong.add(operation.name() + " " + parameter.get("name") + "=" + value);
                    }
                }
                if (isClosed(parameter) && !isRefused(operation, parameter, "zzz") && !isMissing(operation)) {
                    wrong.add(operation.name() + " takes " + parameter.get("name") + "=zzz");
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(asked > 300, "asked " + asked);
    }

    /** Whether the service finds nothing here, so that it never looks at the query. */
    private static boolean isMissing(Operation operation) {
        return server.ask(address(operation, Map.of())).status() == 404;
    }

    private static boolean isClosed(Map<String, Object> parameter) {
        Map<String, Object> schema = map(parameter.get("schema"));
        return schema.containsKey("enum") || "boolean".equals(schema.get("type")) || schema.containsKey("items");
    }

    private static List<Object> values(Map<String, Object> parameter) {
        Map<String, Object> schema = map(parameter.get("schema"));
        Map<String, Object> each = schema.containsKey("items") ? map(schema.get("items")) : schema;
        if (each.get("enum") instanceof List<?> words) {
            return List.copyOf(words);
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "boolean" -> List.of("true", "false");
            case "integer" -> List.of("1");
            default -> parameter.containsKey("example") ? List.of(parameter.get("example")) : List.of();
        };
    }

    /** Whether the service says that this value of this parameter cannot be used; of exports no table that takes the parameter. */
    private static boolean isRefused(Operation operation, Map<String, Object> parameter, Object value) {
        String name = String.valueOf(parameter.get("name"));
        List<String> tables = new ArrayList<>();
        if (operation.path.contains("/exports/") && !name.equals("file")) {
            server.get("/api/v1/exports").json().get("items").forEach(table -> {
                if (table.get("filters").toString().contains('"' + name + '"')) {
                    tables.add(table.get("name").asText() + ".csv");
                }
            });
        }
        return tables.isEmpty()
                ? isRefused(operation, parameter, Map.of(name, value))
                : tables.stream().allMatch(file -> isRefused(operation, parameter, Map.of("file", file, name, value)));
    }

    private static boolean isRefused(Operation operation, Map<String, Object> parameter, Map<String, Object> given) {
        String name = String.valueOf(parameter.get("name"));
        ApiServer.Answer answer = server.ask(address(operation, given));
        if (parameter.get("in").equals("path")) {
            return answer.status() == 400 || answer.status() == 404 && isClosed(parameter);
        }
        // Cursors are of a list each.
        return answer.status() == 400
                && !name.equals("cursor")
                && name.equals(answer.tree().path("parameter").asText());
    }

    private static String address(Operation operation, Map<String, Object> given) {
        String path = operation.path;
        Map<String, Object> query = new LinkedHashMap<>();
        for (Map<String, Object> parameter : operation.parameters()) {
            String name = String.valueOf(parameter.get("name"));
            Object usual = values(parameter).isEmpty() ? "" : values(parameter).getFirst();
            Object value = given.getOrDefault(name, usual);
            if (parameter.get("in").equals("path")) {
                path = path.replace("{" + name + "}", encoded(value));
            } else if (!parameter.get("in").equals("header")
                    && (given.containsKey(name) || isNeeded(operation, parameter, given))) {
                query.put(name, value);
            }
        }
        StringBuilder address = new StringBuilder(path);
        query.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value)));
        return address.toString();
    }

    /** Spans have two ends, and a district lies in a city. */
    private static boolean isNeeded(Operation operation, Map<String, Object> parameter, Map<String, Object> given) {
        String name = String.valueOf(parameter.get("name"));
        boolean span = List.of("from", "to").contains(name) && !given.containsKey("period")
                || name.equals("from") && operation.path.contains("/exports/");
        boolean file = operation.path.contains("/exports/") || operation.path.contains("/sections.");
        return Boolean.TRUE.equals(parameter.get("required"))
                || span
                || file && List.of("from", "to").contains(name)
                || name.equals("city") && !given.containsKey("station") && !operation.path.contains("/exports/");
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, Object> resolved(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<String, Object> at = document;
        for (String step : reference.substring(2).split("/")) {
            at = map(at.get(step));
        }
        return at;
    }

    private static List<Map<String, Object>> maps(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(DescriptionIT::map).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
