package sim.hj212;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sim.Report;

/** What a logger remembers, and how it answers the centre: 9011, what is asked for, 9012 (HJ 212-2017, annex C). */
public final class LoggerMemory implements LoggerLink.Requests {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int GOOD = 1;
    private static final int WRONG_COMMAND = 8;
    private static final int NO_DATA = 100;

    private final String mn;
    private final String password;
    private final ZoneId zone;
    private final Clock clock;
    private final Reports reports;
    private Duration clockOffset = Duration.ZERO;

    /** What it reported. */
    public interface Reports {
        /** Reports whose ends lie in a span, oldest first. */
        Stream<Report> between(Instant afterExclusive, Instant upToInclusive);
    }

    /** A logger of this number that remembers these reports. */
    public LoggerMemory(String mn, String password, ZoneId zone, Clock clock, Reports reports) {
        this.mn = mn;
        this.password = password;
        this.zone = zone;
        this.clock = clock;
        this.reports = reports;
    }

    /** How far its clock was set from the right time. */
    public synchronized Duration clockOffset() {
        return clockOffset;
    }

    @Override
    public void answer(LoggerRequest request, LoggerLink link) throws InterruptedException {
        switch (request.command()) {
            case 2012, 2022 -> link.say(frame(request, 91, 9013, ""));
            case 2011, 2021 -> link.say(ready(request, GOOD));
            case 1011 -> told(request, link, "SystemTime=" + TIME.format(now().atZone(zone)));
            case 1012 -> {
                link.say(ready(request, GOOD));
                setClock(request);
                link.say(result(request, GOOD));
            }
            case 1061 -> told(request, link, "RtdInterval=30");
            case 1063 -> told(request, link, "MinInterval=10");
            case 3020 ->
                told(
                        request,
                        link,
                        "DataTime=" + TIME.format(now().atZone(zone))
                                + ";PolId=a21026;i12001-Info=1.00;i11001-Info=//零点校准; 正常//");
            case 3040 -> told(request, link, "RunMode=1;PumpState=0;SystemTask=0;SystemAlarm=00");
            case 3041 ->
                told(request, link, "DataTime=" + TIME.format(now().atZone(zone)) + ";Temp=21.5;Hum=48;Volt=228");
            case 2031, 2041, 2051, 2061, 2062, 2063, 2064, 2065, 2066 -> history(request, link);
            default -> link.say(ready(request, WRONG_COMMAND));
        }
    }

    private synchronized Instant now() {
        return clock.instant().plus(clockOffset);
    }

    private synchronized void setClock(LoggerRequest request) {
        request.time("SystemTime", zone).ifPresent(time -> clockOffset = Duration.between(clock.instant(), time));
    }

    private void told(LoggerRequest request, LoggerLink link, String content) {
        link.say(ready(request, GOOD));
        link.say(frame(request, 22, request.command(), content));
        link.say(result(request, GOOD));
    }

    private void history(LoggerRequest request, LoggerLink link) throws InterruptedException {
        link.say(ready(request, GOOD));
        List<Report> asked = asked(request);
        for (Report report : asked) {
            link.send(LoggerFrame.of(
                    report, mn, password, clock.instant().atZone(zone).toOffsetDateTime(), link.nextNumber()));
        }
        link.say(result(request, asked.isEmpty() ? NO_DATA : GOOD));
    }

    /** Hours only: it reports nothing shorter that is averaged, and no days. */
    private List<Report> asked(LoggerRequest request) {
        Optional<Instant> first = request.time("BeginTime", zone);
        Optional<Instant> last = request.time("EndTime", zone);
        if (request.command() != 2061 || first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        return reports.between(first.get(), last.get().plus(DAY))
                .filter(LoggerFrame::isHours)
                .filter(report ->
                        !start(report).isBefore(first.get()) && !start(report).isAfter(last.get()))
                .toList();
    }

    private static Instant start(Report report) {
        return report.endInstant().minus(report.period());
    }

    private byte[] ready(LoggerRequest request, int code) {
        return frame(request, 91, 9011, "QnRtn=" + code);
    }

    private byte[] result(LoggerRequest request, int code) {
        return frame(request, 91, 9012, "ExeRtn=" + code);
    }

    private byte[] frame(LoggerRequest request, int system, int command, String content) {
        return LoggerFrame.framed("QN=" + request.qn() + ";ST=" + system + ";CN=" + command + ";PW=" + password + ";MN="
                + mn + ";Flag=4;CP=&&" + content + "&&");
    }
}
