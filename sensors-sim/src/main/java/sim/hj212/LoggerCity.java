package sim.hj212;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sim.Pace;
import sim.Report;
import sim.Scenario;
import sim.StationRegistry;
import sim.city.Medium;
import sim.city.Station;

/** A pretend city whose stations each have a data logger: its past first, then what is due, by the clock. */
public final class LoggerCity implements AutoCloseable {
    /** The password of all of them. */
    public static final String PASSWORD = "123456";

    private static final Logger LOG = System.getLogger(LoggerCity.class.getName());
    private static final Duration BETWEEN_REAL_TIME_DATA = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final Clock clock;
    private final Duration past;
    private final Duration gap;
    private final List<LoggerLink> links = new ArrayList<>();
    private final List<Thread> loggers = new ArrayList<>();

    private LoggerCity(Scenario scenario, Clock clock, Duration past, Duration gap) {
        this.scenario = scenario;
        this.clock = clock;
        this.past = past;
        this.gap = gap;
    }

    /** The registry of its stations with their loggers. */
    public static String registry(Scenario scenario) {
        return StationRegistry.csv(scenario, station -> LoggerFrame.mn(station.code()), PASSWORD);
    }

    /**
     * Starts one logger a station.
     *
     * @param past how much each tells before the present
     * @param gap  of it, up to an hour before the present, they do not tell until they are asked
     */
    public static LoggerCity start(
            Scenario scenario,
            InetSocketAddress gateway,
            LoggerLink.Settings settings,
            Clock clock,
            Duration past,
            Duration gap) {
        LoggerCity city = new LoggerCity(scenario, clock, past, gap);
        long number = 0;
        for (Station station : scenario.stations()) {
            LoggerLink.Settings own = new LoggerLink.Settings(
                    settings.window(), settings.patience(), settings.faultShare(), settings.seed() + number++);
            LoggerLink link = new LoggerLink(gateway, own);
            link.answering(city.memory(station));
            city.links.add(link);
            city.loggers.add(Thread.ofVirtual().name("logger-" + station.code()).start(() -> city.run(station, link)));
        }
        return city;
    }

    private void run(Station station, LoggerLink link) {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            Instant told = now.minus(Duration.ofHours(1));
            for (Report report : past(station, now.minus(past), now).toList()) {
                if (report.endInstant().isAfter(told) || !report.endInstant().isAfter(told.minus(gap))) {
                    link.send(frame(report, link.nextNumber()));
                }
            }
            Pace pace = Pace.realTime(clock);
            for (Instant minute = now; ; minute = minute.plus(1, ChronoUnit.MINUTES)) {
                Instant next = minute.plus(1, ChronoUnit.MINUTES);
                pace.await(next);
                for (Report report : reports(station, minute, next).toList()) {
                    link.send(frame(report, link.nextNumber()));
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0} has stopped", station.code());
        }
    }

    private LoggerFrame frame(Report report, int number) {
        return LoggerFrame.of(
                report,
                LoggerFrame.mn(report.station()),
                PASSWORD,
                clock.instant().atZone(scenario.zone()).toOffsetDateTime(),
                number);
    }

    /** It remembers all that it ever reported: a report depends on its time alone. */
    private LoggerMemory memory(Station station) {
        return new LoggerMemory(
                LoggerFrame.mn(station.code()),
                PASSWORD,
                scenario.zone(),
                clock,
                (after, upTo) -> past(station, after, upTo));
    }

    /** A noise point tells the hours of its past; the others tell what they report anyway. */
    private Stream<Report> past(Station station, Instant afterExclusive, Instant upToInclusive) {
        if (station.medium() != Medium.NOISE) {
            return scenario.reports(List.of(station), afterExclusive, upToInclusive);
        }
        return Stream.iterate(
                        afterExclusive.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS),
                        end -> !end.isAfter(upToInclusive),
                        end -> end.plus(1, ChronoUnit.HOURS))
                .map(end -> scenario.hourRecord(station, end));
    }

    /** The same, and what a noise point hears every half minute. */
    private Stream<Report> reports(Station station, Instant afterExclusive, Instant upToInclusive) {
        Stream<Report> told = past(station, afterExclusive, upToInclusive);
        return station.medium() != Medium.NOISE
                ? told
                : Stream.concat(
                        scenario.reports(List.of(station), afterExclusive, upToInclusive)
                                .filter(report ->
                                        report.endInstant().getEpochSecond() % BETWEEN_REAL_TIME_DATA.toSeconds() == 0),
                        told);
    }

    /** Frames that were answered. */
    public long answered() {
        return links.stream().mapToLong(LoggerLink::answered).sum();
    }

    /** How often a frame was sent once more. */
    public long sentAgain() {
        return links.stream().mapToLong(LoggerLink::sentAgain).sum();
    }

    /** Stops all of them; what is unanswered stays so. */
    @Override
    public void close() {
        links.forEach(LoggerLink::close);
        loggers.forEach(Thread::interrupt);
        for (Thread logger : loggers) {
            try {
                logger.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
