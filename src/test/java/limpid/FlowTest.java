package limpid;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which package may use which: an arrow that is not in the table fails. */
class FlowTest {
    /** Pure packages: what each may use of ours, and of others beside java.* and jspecify. */
    private static final List<Pure> PURE = List.of(
            new Pure("measure", "", "de.siegmar.fastcsv..", "org.threeten.extra.."),
            new Pure("register", "measure result"),
            new Pure("station", "measure result register", "de.siegmar.fastcsv.."),
            new Pure("standard", "measure"),
            new Pure(
                    "sheet",
                    "measure station register air water",
                    "org.dhatim.fastexcel..",
                    "org.apache.commons.compress.."),
            new Pure("decode", "measure station"),
            new Pure("decode.json", "decode measure station", "com.fasterxml.jackson.core.."),
            new Pure(
                    "decode.sta",
                    "decode measure station",
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind.."),
            new Pure("decode.hj212", "decode measure station", "org.bouncycastle.crypto.."),
            new Pure("mqtt.packet", ""),
            new Pure("people", "", "javax.crypto..", "org.bouncycastle.crypto.."),
            new Pure("validate", "measure station"),
            new Pure("result", "measure"),
            new Pure("air", "measure station standard result register"),
            new Pure("alert", "measure"),
            new Pure("water", "measure station standard result register"),
            new Pure("noise", "measure station standard result", "org.HdrHistogram.."),
            new Pure("rule", "measure station standard alert air water noise"),
            new Pure("programme", "measure station standard result air water noise", "org.yaml.snakeyaml.."),
            new Pure("compensation", "measure station standard result water programme"),
            new Pure("bulletin", "measure air", "io.pebbletemplates.pebble..", "org.commonmark.."),
            new Pure("sensorthings", ""),
            new Pure(
                    "store",
                    "sensorthings measure station standard alert decode decode.hj212 validate result air water noise rule programme"
                            + " people"),
            new Pure("flow", "measure station standard register alert decode validate air water noise rule store"),
            new Pure("rollup", "measure station standard alert result air water noise rule store flow"),
            new Pure(
                    "figures",
                    "measure station standard result air water noise rule programme compensation store rollup"));

    private static final String PURE_OURS =
            "measure station standard alert decode decode.json decode.hj212 validate result register air water noise rule programme "
                    + "compensation people sensorthings store";

    /** Edges: they may use any library, and of ours these. Nobody uses an edge but the shell, and the API what leaves as files. */
    private static final Map<String, String> EDGES = new TreeMap<>(Map.ofEntries(
            Map.entry("mqtt", "measure station decode flow mqtt.packet"),
            Map.entry("hj212", "measure station store decode decode.hj212 flow"),
            Map.entry("log", "measure decode decode.sta store flow"),
            Map.entry("uplink", "measure station store decode.hj212"),
            Map.entry("store.postgres", PURE_OURS),
            Map.entry(
                    "api",
                    PURE_OURS
                            + " figures bulletin export export.document sheet api.http api.air api.water api.noise api.people"
                            + " api.programme"),
            Map.entry("api.guard", ""),
            Map.entry(
                    "api.http",
                    "measure station standard decode.json result register rule people store flow bulletin export export.document sheet "
                            + "api.guard"),
            Map.entry(
                    "api.air", "measure station standard result register air rule people store flow figures api.http"),
            Map.entry("api.water", "measure station standard result register water rule people store flow api.http"),
            Map.entry("api.noise", "measure station standard noise rule people store flow rollup api.http"),
            Map.entry("api.reading", "measure station decode rule people store flow noise api.http"),
            Map.entry("api.registry", "measure station standard register air people store api.http"),
            Map.entry("api.alert", "measure alert rule people store api.http"),
            Map.entry(
                    "api.programme",
                    "measure station standard air programme compensation people store figures export api.http"),
            Map.entry(
                    "api.bulletin",
                    PURE_OURS
                            + " figures bulletin export.document export.layout api.http api.air api.water api.noise api.programme"),
            Map.entry("api.stream", "measure store api.http"),
            Map.entry("api.health", "flow"),
            Map.entry("api.page", "measure bulletin api.http"),
            Map.entry("api.hj212", "measure station store decode decode.hj212 people api.http"),
            Map.entry("api.sta", "measure station decode decode.sta sensorthings people store flow api.http"),
            Map.entry("api.people", "measure station store people api.guard api.http"),
            Map.entry(
                    "api.screen",
                    PURE_OURS + " figures api api.http api.air api.water api.noise api.alert api.reading api.registry"
                            + " api.programme"),
            Map.entry(
                    "api.description",
                    PURE_OURS + " export bulletin decode.hj212 sheet api.http api.air api.water api.alert"),
            Map.entry("export", PURE_OURS + " export.document"),
            Map.entry("export.document", ""),
            Map.entry("export.layout", "bulletin"),
            Map.entry("hook", PURE_OURS),
            Map.entry("backup", ""),
            Map.entry("embedded", "mqtt.packet backup"),
            Map.entry("bench", PURE_OURS + " rollup mqtt store.postgres embedded backup")));

    /** The root and the command line start everything, so they may use everything. */
    private static final String[] SHELL = {"limpid", "limpid.command"};

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("limpid", "sim");

    /** Each package is a slice of its own; root and command line are one. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return SliceIdentifier.of(List.of(SHELL).contains(name) ? "limpid" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void everyPackageStandsInTheTable() {
        List<String> known = new ArrayList<>(List.of(SHELL));
        PURE.forEach(pure -> known.add("limpid." + pure.name));
        EDGES.keySet().forEach(name -> known.add("limpid." + name));
        List<String> unknown = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("limpid") && !known.contains(name))
                .distinct()
                .toList();
        assertTrue(unknown.isEmpty(), () -> "not in the table: " + unknown);
    }

    @Test
    void purePackagesUseOnlyWhatTheTableSays() {
        assertAll(PURE.stream()
                .map(pure -> () -> classes()
                        .that(resideInAnyPackage("limpid." + pure.name))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(pure.allowed()))
                        .as("limpid." + pure.name + " uses java.*, jspecify, " + pure.uses)
                        .allowEmptyShould(true)
                        .check(MAIN)));
    }

    @Test
    void edgesUseOfOursOnlyWhatTheTableSays() {
        assertAll(EDGES.entrySet().stream()
                .map(edge -> () -> classes()
                        .that(resideInAnyPackage("limpid." + edge.getKey()))
                        .should()
                        .onlyDependOnClassesThat(resideOutsideOfPackages("limpid..", "sim..")
                                .or(resideInAnyPackage("limpid." + edge.getKey()))
                                .or(resideInAnyPackage(ours(edge.getValue()))))
                        .as("limpid." + edge.getKey() + " uses of ours " + edge.getValue())
                        .allowEmptyShould(true)
                        .check(MAIN)));
    }

    @Test
    void theSimulatorKnowsNothingOfLimpidAndOnlyTheShellKnowsIt() {
        noClasses()
                .that(resideInAnyPackage("sim.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("limpid.."))
                .allowEmptyShould(true)
                .check(MAIN);
        noClasses()
                .that(resideInAnyPackage("limpid..").and(resideOutsideOfPackages(SHELL)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("sim.."))
                .check(MAIN);
    }

    @Test
    void onlyTheStoreInPostgresUsesMicronautData() {
        noClasses()
                .that(resideInAnyPackage("limpid..", "sim..").and(resideOutsideOfPackages("limpid.store.postgres")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micronaut.data..", "io.micronaut.transaction.."))
                .check(MAIN);
    }

    @Test
    void thereAreNoCircles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(MAIN);
    }

    private static String[] ours(String names) {
        return Arrays.stream(names.split(" ")).map(name -> "limpid." + name).toArray(String[]::new);
    }

    /** A row of the table. */
    private record Pure(String name, String uses, List<String> libraries) {
        Pure(String name, String uses, String... libraries) {
            this(name, uses, List.of(libraries));
        }

        String[] allowed() {
            List<String> allowed = new ArrayList<>(List.of("", "java..", "org.jspecify..", "limpid." + name));
            allowed.addAll(List.of(ours(uses)));
            allowed.addAll(libraries);
            return allowed.toArray(String[]::new);
        }
    }
}
