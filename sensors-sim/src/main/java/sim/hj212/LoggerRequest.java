package sim.hj212;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the centre asks of a logger.
 *
 * @param qn      number of the exchange
 * @param command number of the command
 * @param content of CP
 */
public record LoggerRequest(String qn, int command, String content) {
    private static final Pattern FRAME =
            Pattern.compile("##\\d{4}QN=(\\d{17});ST=\\d+;CN=([123]\\d{3});.*CP=&&(.*)&&[0-9A-F]{4}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    static Optional<LoggerRequest> read(String line) {
        Matcher matcher = FRAME.matcher(line);
        return matcher.matches()
                ? Optional.of(new LoggerRequest(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** A time in it, for example BeginTime; empty where it is not there. */
    Optional<Instant> time(String name, ZoneId zone) {
        Matcher matcher = Pattern.compile(name + "=(\\d{14})").matcher(content);
        return matcher.find()
                ? Optional.of(
                        LocalDateTime.parse(matcher.group(1), TIME).atZone(zone).toInstant())
                : Optional.empty();
    }
}
