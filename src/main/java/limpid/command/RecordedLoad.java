package limpid.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import limpid.bench.RecordedFaults;
import sim.Pace;
import sim.Publisher;
import sim.Report;

/** A recording of the national network as a load. */
record RecordedLoad(Path file, String registry, long values) implements RecordedFaults.Recording {
    /** Of a file that {@code limpid replay} reads. */
    static RecordedLoad of(Path file) throws IOException {
        try (Stream<Report> reports = sim.Replay.reports(file)) {
            long values = reports.flatMap(report -> report.values().values().stream())
                    .mapToLong(Collection::size)
                    .sum();
            return new RecordedLoad(file, sim.Replay.registryFrom(file), values);
        }
    }

    @Override
    public void publish(String broker) throws IOException, InterruptedException {
        try (Publisher publisher = Publisher.open(Publisher.Settings.of(broker))) {
            sim.Replay.run(file, Pace.asFastAsAcknowledged(), publisher);
        }
    }
}
