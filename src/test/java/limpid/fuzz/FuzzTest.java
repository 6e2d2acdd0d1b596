package limpid.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.alert.MessageTemplate;
import limpid.bulletin.BadTemplate;
import limpid.bulletin.Shape;
import limpid.bulletin.Templates;
import limpid.compensation.Compensations;
import limpid.decode.Decoded;
import limpid.decode.Decoder;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.hj212.Choices;
import limpid.decode.hj212.FactorBook;
import limpid.decode.hj212.FrameDecoder;
import limpid.decode.hj212.Frames;
import limpid.decode.hj212.Piece;
import limpid.decode.hj212.Splitter;
import limpid.decode.json.JsonDecoder;
import limpid.decode.sta.ObservationDecoder;
import limpid.export.layout.Layouts;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.mqtt.packet.MalformedPacket;
import limpid.mqtt.packet.PacketReader;
import limpid.programme.Programme;
import limpid.programme.ProgrammeFile;
import limpid.programme.Programmes;
import limpid.programme.ReportTable;
import limpid.programme.TaskEntryTable;
import limpid.rule.Rules;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.NotUnderstood;
import limpid.sensorthings.OptionsText;
import limpid.sheet.Form;
import limpid.sheet.OfficeTable;
import limpid.sheet.SheetFile;
import limpid.uplink.UplinkRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is handed to a reader of foreign text, it answers or refuses with its own exception, naming the place: nothing else is
 * thrown, nothing hangs, and of a message nothing is dropped in silence. The long form: {@code -Dlimpid.fuzz.inputs=1000000}; one
 * input again: {@code -Dlimpid.fuzz.seed=N}, with the target's name in {@code -Dlimpid.fuzz.target}.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("limpid.fuzz.inputs", 20_000);
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @TempDir
    Path folder;

    /** What is done with an input. */
    private interface Reading {
        void of(byte[] input) throws IOException, MalformedPacket;
    }

    /**
     * A reader of foreign text.
     *
     * @param share    of the inputs, against the others
     * @param good     inputs that it takes
     * @param refusals what it may throw
     */
    private record Target(int share, List<byte[]> good, Set<Class<? extends Exception>> refusals, Reading reading) {}

    private final Map<String, Target> targets = new LinkedHashMap<>();

    private void add(
            String name, int share, List<byte[]> good, Set<Class<? extends Exception>> refusals, Reading reading) {
        assertTrue(!good.isEmpty(), name);
        targets.put(name, new Target(share, good, refusals, reading));
    }

    private void addAll() throws IOException {
        Decoder json = new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS);
        add("payload of MQTT", 20, files("frames/json-v1", ".json"), Set.of(), input -> nothingDropped(json, input));
        add(
                "observation of SensorThings",
                10,
                texts(
                        "{\"phenomenonTime\":\"2026-03-01T00:00:00Z/2026-03-01T01:00:00Z\",\"result\":22.5,\"Datastream\":{\"@iot.id\":\"A-1:PM2.5:PT1H\"}}",
                        "{\"result\":null,\"resultTime\":\"2026-03-01T01:00:00Z\",\"Datastream\":{\"@iot.id\":\"A-1:PM2.5:PT1H\"},\"parameters\":{\"flag\":\"M\"}}",
                        "{\"result\":1e309,\"Datastream\":{\"@iot.id\":\"A-1:PM2.5:PT1H\"}}",
                        "{\"result\":-1e-999999999,\"Datastream\":{\"@iot.id\":\"A-1:PM2.5:PT1H\"}}",
                        "{\"result\":1e99999999922,\"Datastream\":{\"@iot.id\":\"A-1:PM2.5:PT1H\"}}"),
                Set.of(),
                input -> nothingDropped(new ObservationDecoder(json), input));
        FrameDecoder frames = new FrameDecoder(Flags.standard(), Choices.DEFAULTS, 50);
        add("frame of HJ 212", 20, List.copyOf(Frames.all().values()), Set.of(), input -> {
            List<Piece> pieces = new ArrayList<>();
            Splitter.split(input, pieces::add);
            pieces.forEach(piece -> nothingDropped(frames, piece.bytes()));
        });
        add("packet of MQTT", 10, packets(), Set.of(MalformedPacket.class, IOException.class), input -> {
            PacketReader reader = new PacketReader(new ByteArrayInputStream(input), 1 << 20);
            while (reader.next() != null) {
                // To its end.
            }
        });
        for (Form form : Form.all()) {
            List<byte[]> good = List.of(
                    SheetFile.csvTemplate(form, List.of()),
                    SheetFile.template(form, List.of()),
                    SheetFile.csvTemplate(form, List.of("NH3N", "TP")));
            add("table " + form.name(), 3, good, Set.of(Table.Malformed.class), input -> OfficeTable.read(
                            form.name(), form, input, null, UnaryOperator.identity())
                    .table()
                    .rows());
        }
        add(
                "rules",
                5,
                files("rule", ".csv"),
                Set.of(Table.Malformed.class),
                input -> Rules.of(Table.annotated("t", new ByteArrayInputStream(input))));
        add(
                "rules of the uplink",
                3,
                texts(
                        "platform,stations,parameters,periods,reviewed\nprovince,*,,PT1H,no\nprovince,medium:air,PM2.5 SO2,P1D PT1H,yes\n"),
                Set.of(Table.Malformed.class),
                input -> UplinkRules.of(table(input)));
        add(
                "factors of HJ 212",
                3,
                texts("mn,code,parameter,unit\n,a21026,SO2,ug/m3\nMN-1,a34004,-,\n"),
                Set.of(Table.Malformed.class),
                input -> FactorBook.standard().with(table(input)));
        Programme yangjiang = Programmes.shipped().find("yangjiang").orElseThrow();
        add(
                "figures of a programme",
                5,
                texts(
                        "indicator,period,item,value,met,reference,applies,source,file\n16,2014,,5,,,yes,s,f\n3,2015,,,yes,,yes,s,\n"),
                Set.of(Table.Malformed.class),
                input -> ReportTable.read(yangjiang, table(input), "", Instant.EPOCH));
        add(
                "reports on tasks",
                5,
                texts("task,unit,day,percent,words\n2016-32,市环境保护局,2016-06-09,70,w\n2016-33,市公安局,2016-06-09,,已出台\n"),
                Set.of(Table.Malformed.class),
                input -> TaskEntryTable.read(yangjiang, table(input), DAY, "", Instant.EPOCH));
        add(
                "programme",
                3,
                programmes(),
                Set.of(ProgrammeFile.Refused.class),
                input -> ProgrammeFile.read("p.yml", text(input)));
        add(
                "rule of compensation",
                3,
                read(Path.of("src/main/resources/limpid/compensation"), Compensations.ENDING),
                Set.of(ProgrammeFile.Refused.class),
                input -> {
                    Path own = Files.createDirectories(folder.resolve("compensation"));
                    Files.write(own.resolve("x" + Compensations.ENDING), input);
                    Compensations.with(own);
                });
        add(
                "template of an official table",
                1,
                read(Path.of("src/main/resources/limpid/export/layout"), ".xlsx"),
                Set.of(BadTemplate.class),
                input -> {
                    Path own = Files.createDirectories(folder.resolve("layouts"));
                    Files.write(own.resolve("air-daily.xlsx"), input);
                    Layouts.with(own, Map.of("air-daily", Shape.ANYTHING));
                });
        add(
                "template of a bulletin",
                3,
                List.of(
                        Files.readAllBytes(Path.of("src/main/resources/limpid/bulletin/bulletin.zh.md")),
                        Files.readAllBytes(Path.of("src/main/resources/limpid/bulletin/bulletin.en.md"))),
                Set.of(BadTemplate.class),
                input -> {
                    Files.write(folder.resolve("bulletin.zh.md"), input);
                    Templates.with(folder, Shape.ANYTHING);
                });
        add(
                "template of a notice",
                5,
                texts("{severity} {kind} {subject}：{seen}", "{city}"),
                Set.of(IllegalArgumentException.class),
                input -> new MessageTemplate(text(input)).fill(Map.of("city", "x")));
        add("options of SensorThings", 10, options(), Set.of(NotUnderstood.class), input -> {
            Map<String, String> asked = new TreeMap<>();
            for (String part : text(input).split("&(?!&)")) {
                String[] pair = part.split("=", 2);
                asked.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            List<NotUnderstood> not = new ArrayList<>();
            for (EntityType type : EntityType.values()) {
                try {
                    OptionsText.of(asked, type);
                } catch (NotUnderstood e) {
                    not.add(e);
                }
            }
            if (not.size() == EntityType.values().length) {
                throw not.getFirst();
            }
        });
    }

    @Test
    void everyInputIsAnsweredOrRefused() throws IOException {
        addAll();
        int shares = targets.values().stream().mapToInt(Target::share).sum();
        String only = System.getProperty("limpid.fuzz.target", "");
        List<String> faults = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        long all = 0;
        for (Map.Entry<String, Target> named : targets.entrySet()) {
            Target target = named.getValue();
            if (!only.isEmpty() && !only.equals(named.getKey())) {
                continue;
            }
            requireGood(named.getKey(), target);
            long first = Long.getLong("limpid.fuzz.seed", 0);
            long count =
                    Long.getLong("limpid.fuzz.seed") != null ? 1 : Math.max(1, (long) INPUTS * target.share / shares);
            long refused = 0;
            for (long seed = first; seed < first + count; seed++) {
                refused += refused(named.getKey(), target, seed, faults) ? 1 : 0;
            }
            all += count;
            told.append("%-32s %,10d inputs %,10d refused%n".formatted(named.getKey(), count, refused));
        }
        System.out.printf("%s%-32s %,10d inputs, %d faults%n", told, "all", all, faults.size());
        assertEquals(List.of(), faults);
    }

    /** Spoilt nonsense would try nothing but the first check. */
    private static void requireGood(String name, Target target) {
        for (byte[] good : target.good) {
            try {
                target.reading.of(good);
            } catch (Exception e) {
                throw new AssertionError(name + " does not take " + text(good), e);
            }
        }
    }

    private static boolean refused(String name, Target target, long seed, List<String> faults) {
        byte[] input = new Spoiler(seed).spoil(target.good);
        try {
            target.reading.of(input);
            return false;
        } catch (Exception | StackOverflowError | AssertionError e) {
            if (target.refusals.stream().anyMatch(kind -> kind.isInstance(e))) {
                return true;
            }
            if (faults.size() < 20) {
                faults.add(name + ", seed " + seed + ": " + e + " at " + e.getStackTrace()[0] + " of "
                        + Base64.getEncoder().encodeToString(input));
            }
            return true;
        }
    }

    private static void nothingDropped(Decoder decoder, byte[] input) {
        Decoded decoded =
                decoder.decode(new Payload("limpid/v1/air/A-1/readings", input, Samples.ARRIVED, "fuzz"), Samples.AIR);
        if (decoded instanceof Decoded.Batch batch
                && batch.runs().isEmpty()
                && batch.refusals().count() == 0) {
            throw new AssertionError("dropped in silence");
        }
    }

    private static Table table(byte[] input) {
        return Table.bytes("t", input, null);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> files(String place, String ending) throws IOException {
        return read(Path.of("src/test/resources", place), ending);
    }

    private static List<byte[]> programmes() throws IOException {
        return read(Path.of("src/main/resources/limpid/programme"), ".yml");
    }

    private static List<byte[]> read(Path place, String ending) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(FuzzTest::bytes)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection, a message at QoS 1 and a subscription, of 3.1.1 and of 5. */
    private static List<byte[]> packets() {
        return Stream.of(
                        "101000044d5154540402003c0004532d3100e000",
                        "101500044d5154540502003c05110000003c0004532d31e000",
                        "321c000c6c696d7069642f76312f61690001" + "7b7d7b7d7b7d7b7d7b7d7b7de000",
                        "820a00010005612f622f2301e000")
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    private static List<byte[]> options() {
        return texts(
                "$filter=properties/period eq 'PT1H' and ObservedProperty/id eq 'PM2.5'&$count=true",
                "$expand=Datastreams($filter=id eq 'x';$select=id;$count=true;$expand=Observations($top=2;$orderby=phenomenonTime desc;$select=result),Sensor($select=id)),Locations",
                "$filter=result gt 5 and phenomenonTime ge 2026-01-01T00:00:00Z&$orderby=phenomenonTime desc&$top=10&$skip=5",
                "$filter=geo.distance(location, geography'POINT(112 22)') lt 1.5 or st_within(location, geography'POLYGON((1 1,2 2,3 1,1 1))')",
                "$filter=substringof('站',name) and (year(phenomenonTime) eq 2026 or length(name) mod 3 eq 1) and not startswith(name,'A')",
                "$resultFormat=dataArray&$select=result,phenomenonTime");
    }
}
