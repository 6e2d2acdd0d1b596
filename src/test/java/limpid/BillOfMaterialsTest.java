package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials says what is in the jars: the versions of the build, and a licence for each. */
class BillOfMaterialsTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

    @Test
    void eachPackageIsOfTheBuildsVersion() throws IOException {
        Set<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .collect(Collectors.toSet());
        List<String> others = packages().stream()
                .map(one -> one.at("/name").asText() + "-" + one.at("/version").asText())
                .filter(name -> jars.stream().noneMatch(jar -> jar.equals(name + ".jar") || jar.startsWith(name + "-")))
                .toList();
        assertEquals(List.of(), others, "mvn -q cyclonedx:makeBom@bill-of-materials");
    }

    @Test
    void eachDependencyIsInIt() throws IOException {
        Set<String> names =
                packages().stream().map(one -> one.at("/name").asText()).collect(Collectors.toSet());
        String pom = Files.readString(Path.of("pom.xml"));
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
        List<String> missing = DEPENDENCY
                .matcher(dependencies)
                .results()
                .map(found -> found.group(1))
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .map(BillOfMaterialsTest::artifact)
                .filter(name -> !names.contains(name))
                .toList();
        assertEquals(List.of(), missing, "mvn -q cyclonedx:makeBom@bill-of-materials");
    }

    @Test
    void eachHasALicence() throws IOException {
        for (JsonNode one : packages()) {
            assertTrue(!one.at("/licenses").isEmpty(), one.at("/purl")::asText);
        }
    }

    private static String artifact(String dependency) {
        return ARTIFACT.matcher(dependency).results().findFirst().orElseThrow().group(1);
    }

    private static List<JsonNode> packages() throws IOException {
        try (var bill = BillOfMaterialsTest.class.getResourceAsStream("/META-INF/sbom/limpid.cdx.json")) {
            JsonNode packages = new ObjectMapper().readTree(bill).at("/components");
            return StreamSupport.stream(packages.spliterator(), false).toList();
        }
    }
}
