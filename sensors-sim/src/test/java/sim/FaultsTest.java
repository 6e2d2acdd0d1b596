package sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final Instant FROM = Instant.parse("2026-02-28T16:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(16));
    private static final Map<String, String> QUIET = Map.of("noise.points", "1");

    @Test
    void withoutFaultsEveryReportGoesOutOnceAndOnTime() {
        Scenario city = Scenario.named("demo-city", QUIET);
        List<Sending> sendings = city.sendings(FROM, TO);
        assertEquals(
                city.reports(FROM, TO).toList(),
                sendings.stream().map(Sending::report).toList());
        assertTrue(sendings.stream()
                .allMatch(s ->
                        s.fault() == Fault.NONE && s.due().equals(s.report().endInstant())));
    }

    /** A receiver that knows the contract and nothing of the simulator keeps the same ledger. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theLedgerIsThatOfAnIndependentReceiver(long seed) throws IOException {
        Scenario city = Scenario.named("demo-faults", Map.of("noise.points", "1", "seed", Long.toString(seed)));
        List<Sending> sendings = city.sendings(FROM, TO);
        Receiver receiver = new Receiver(stationTopics(city));
        for (Message message : messages(sendings)) {
            receiver.receive(message);
        }
        assertEquals(receiver.ledgers, withoutAbsentOnly(Truth.of(sendings).ledgers()));
    }

    @Test
    void everyFaultOccursAboutAsOftenAsAsked() {
        List<Sending> sendings = Scenario.named("demo-faults").sendings(FROM, TO);
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        sendings.forEach(sending -> counts.merge(sending.fault(), 1, Integer::sum));
        double reports = sendings.size()
                - counts.get(Fault.DUPLICATE)
                - counts.get(Fault.CORRECTED)
                - counts.get(Fault.MALFORMED);
        assertEquals(0.03, counts.get(Fault.DUPLICATE) / reports, 0.01);
        assertEquals(0.01, counts.get(Fault.CORRECTED) / reports, 0.005);
        assertEquals(0.02, counts.get(Fault.LATE) / reports, 0.01);
        assertEquals(0.05, counts.get(Fault.REORDERED) / reports, 0.02);
        assertEquals(0.02, counts.get(Fault.MALFORMED) / reports, 0.01);
        assertEquals(40, counts.get(Fault.SILENT), "minutes of the power cut at LCN03");
    }

    @Test
    void sendingsAreInTheOrderTheyAreDueAndNeverEarly() {
        List<Sending> sendings = Scenario.named("demo-faults", QUIET).sendings(FROM, TO);
        Instant before = Instant.MIN;
        for (Sending sending : sendings) {
            assertFalse(sending.due().isBefore(before), sending.toString());
            assertFalse(sending.due().isBefore(sending.report().endInstant()), sending.toString());
            before = sending.due();
        }
    }

    @ParameterizedTest
    @EnumSource(Malformation.class)
    void aMalformedMessageIsWrongInItsOneWay(Malformation malformation) {
        Scenario city = Scenario.named("demo-city");
        Report report = city.report(city.stations().getFirst(), FROM);
        Message message = malformation.message(report);
        Receiver receiver = new Receiver(stationTopics(city));
        receiver.receive(message);
        Report claim = malformation.claim(report);
        assertEquals(new Ledger(0, 0, 0, 1), receiver.ledgers.get(claim.station()), message.toString());
        assertEquals("limpid/v1/air/LCA01/status", message.statusTopic());
    }

    @Test
    void missingValuesAreSentAsNull() {
        Report report = Scenario.named("demo-city", Map.of("fault.missing", "1"))
                .sendings(FROM, FROM.plusSeconds(3600))
                .getLast()
                .report();
        assertTrue(report.values().values().stream().flatMap(List::stream).allMatch(Objects::isNull));
        assertTrue(report.message().payload().contains("null"));
    }

    @Test
    void theTruthFileHoldsWhatWasSent(@TempDir Path folder) throws IOException {
        List<Sending> sendings = Scenario.named("demo-faults", QUIET).sendings(FROM, FROM.plus(Duration.ofHours(9)));
        Truth truth = Truth.of(sendings);
        Path file = folder.resolve("truth.csv");
        truth.write(file);
        List<String> sent = new ArrayList<>();
        for (Sending sending : sendings) {
            if (sending instanceof Sending.Good good) {
                sent.addAll(lines(good.message()));
            }
        }
        assertEquals(sent, acceptedLines(file));
        assertEquals(truth.rows().size() + 1, Files.readAllLines(file).size());
        assertEquals(
                "station,parameter,period,end,value,event,fault,expected",
                Files.readAllLines(file).getFirst());
    }

    @Test
    void currentIsTheLastValueOfEveryReading() {
        List<Sending> sendings = Scenario.named("demo-faults", Map.of("noise.points", "1", "fault.corrected", "0.5"))
                .sendings(FROM, TO);
        Truth truth = Truth.of(sendings);
        Map<Truth.Key, String> last = new HashMap<>();
        truth.rows().stream()
                .filter(row -> row.expected() != Truth.Outcome.REFUSED && row.expected() != Truth.Outcome.ABSENT)
                .forEach(row -> last.put(row.key(), String.valueOf(row.value())));
        assertEquals(last.keySet(), truth.current().keySet());
        truth.current().forEach((key, value) -> assertEquals(last.get(key), String.valueOf(value)));
        assertTrue(truth.ledgers().values().stream().mapToLong(Ledger::revised).sum() > 0);
    }

    @Test
    void aShareIsAShare() {
        assertThrows(IllegalArgumentException.class, () -> new Faults.Shares(0, 0, 0, 0, 0, 1.01));
    }

    private static List<Message> messages(List<Sending> sendings) {
        return sendings.stream()
                .filter(Sending.Sent.class::isInstance)
                .map(sending -> ((Sending.Sent) sending).message())
                .toList();
    }

    private static Set<String> stationTopics(Scenario city) {
        Set<String> topics = new HashSet<>();
        city.stations().forEach(s -> topics.add(Message.readingsTopic(s.medium().code(), s.code())));
        return topics;
    }

    /** A station that was silent throughout sent nothing, and a receiver has no line for it. */
    private static Map<String, Ledger> withoutAbsentOnly(Map<String, Ledger> ledgers) {
        Map<String, Ledger> received = new TreeMap<>(ledgers);
        received.values().removeIf(ledger -> ledger.received() == 0);
        return received;
    }

    private static List<String> lines(Message message) throws IOException {
        return Payloads.read(message.topic(), message.payload()).stream()
                .map(r -> String.join(
                        " ",
                        r.topic().split("/")[3],
                        r.parameter(),
                        r.period(),
                        r.end().toInstant().toString(),
                        Objects.requireNonNullElse(r.value(), "")))
                .toList();
    }

    private static List<String> acceptedLines(Path file) throws IOException {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .filter(row -> !Set.of("refused", "absent").contains(row.getField("expected")))
                    .map(row -> String.join(
                            " ",
                            row.getField("station"),
                            row.getField("parameter"),
                            row.getField("period"),
                            OffsetDateTime.parse(row.getField("end"))
                                    .toInstant()
                                    .toString(),
                            row.getField("value")))
                    .toList();
        }
    }

    /** Keeps a ledger by the contract. */
    private static final class Receiver {
        private static final Set<String> PARAMETERS = Set.of(
                "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TEMP", "RH", "WS", "WD", "WT", "PH", "DO", "EC", "TURB",
                "CODMN", "NH3N", "TP", "TN", "CHLA", "TRANSP", "LAS");

        private final Set<String> registered;
        private final Map<String, String> known = new HashMap<>();
        private final Map<String, Ledger> ledgers = new TreeMap<>();

        Receiver(Set<String> registered) {
            this.registered = registered;
        }

        void receive(Message message) {
            String station = message.topic().split("/")[3];
            try {
                List<Payloads.Received> readings = Payloads.read(message.topic(), message.payload());
                boolean acceptable = registered.contains(message.topic())
                        && readings.stream()
                                .allMatch(r -> PARAMETERS.contains(r.parameter())
                                        && r.end().getYear() < 2030);
                if (!acceptable) {
                    throw new IOException("refused");
                }
                readings.forEach(reading -> count(station, outcome(reading)));
            } catch (IOException refused) {
                count(station, Truth.Outcome.REFUSED);
            }
        }

        private Truth.Outcome outcome(Payloads.Received reading) {
            String key = reading.topic()
                    + reading.parameter()
                    + reading.period()
                    + reading.end().toInstant();
            String value = String.valueOf(reading.value());
            String before = known.put(key, value);
            if (before == null) {
                return Truth.Outcome.STORED;
            }
            return before.equals(value) ? Truth.Outcome.DUPLICATE : Truth.Outcome.REVISED;
        }

        private void count(String station, Truth.Outcome outcome) {
            ledgers.merge(station, Ledger.EMPTY.plus(outcome), (before, one) -> before.plus(outcome));
        }
    }
}
