package limpid.decode.hj212;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.measure.Flag;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Reading;

/**
 * Readings as frames for a platform, in the codes and units of the standard: what a gateway makes readings of again, digit by digit.
 * A flag that the standard does not let a station set goes as N where the value may enter a mean, otherwise as D.
 */
public final class Upward {
    /** Of content; what is longer goes in parts (HJ 212-2017 6.3 has 950). */
    private static final int LONGEST_CONTENT = 900;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String NO_FLAG = "NF";

    private final Sender sender;
    private final Medium medium;
    private final Command command;
    private final String dataTime;

    /**
     * In whose name frames go.
     *
     * @param edition 2017 or 2025
     */
    public record Sender(String mn, String password, Edition edition) {}

    private Upward(Sender sender, Medium medium, Command command, String dataTime) {
        this.sender = sender;
        this.medium = medium;
        this.command = command;
        this.dataTime = dataTime;
    }

    /**
     * A record, still without numbers of its exchanges.
     *
     * @param end     of the period
     * @param history whether it was asked for, and comes late
     */
    public static List<Part> parts(
            Sender sender,
            Medium medium,
            Duration period,
            Instant end,
            List<Reading> readings,
            boolean history,
            ZoneId zone) {
        Command command = command(period);
        String mark = history && sender.edition() == Edition.OF_2025 ? ";RF=1" : "";
        Upward upward =
                new Upward(sender, medium, command, "DataTime=" + DataTime.text(end.minus(period), zone) + mark);
        List<String> contents = upward.contents(readings);
        List<Part> parts = new ArrayList<>();
        for (int part = 1; part <= contents.size(); part++) {
            parts.add(upward.part(contents.get(part - 1), part, contents.size()));
        }
        return parts;
    }

    /** A frame that waits for its number. */
    public record Part(String head, String rest) {
        /** The frame in this exchange. */
        public byte[] frame(String qn) {
            return Answer.frame((head + qn + rest).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether a parameter has a code by which it can be sent. */
    public static boolean isSendable(Parameter parameter) {
        return FactorBook.standard().sentAs(parameter).isPresent();
    }

    /** The command of records of this length. */
    public static Command command(Duration period) {
        if (period.isZero()) {
            return Command.REAL_TIME;
        }
        if (period.compareTo(HOUR) < 0) {
            return Command.MINUTES;
        }
        return period.compareTo(DAY) < 0 ? Command.HOUR : Command.DAY;
    }

    private Part part(String content, int number, int of) {
        int flag = sender.edition().answerFlag() | 1 | (of > 1 ? 2 : 0);
        String split = of > 1 ? ";PNUM=" + of + ";PNO=" + number : "";
        return new Part(
                "QN=",
                ";ST=" + system() + ";CN=" + command.number() + ";PW=" + sender.password() + ";MN=" + sender.mn()
                        + ";Flag=" + flag + split + ";CP=&&" + content + "&&");
    }

    private String system() {
        return switch (medium) {
            case WATER -> "21";
            case AIR -> "22";
            case NOISE -> "23";
        };
    }

    private List<String> contents(List<Reading> readings) {
        List<String> contents = new ArrayList<>();
        StringBuilder content = new StringBuilder(dataTime);
        for (Reading reading : readings) {
            Optional<String> item = item(reading);
            if (item.isEmpty()) {
                continue;
            }
            if (content.length() + item.get().length() > LONGEST_CONTENT) {
                contents.add(content.toString());
                content = new StringBuilder(dataTime);
            }
            content.append(';').append(item.get());
        }
        if (content.length() > dataTime.length()) {
            contents.add(content.toString());
        }
        return contents;
    }

    private Optional<String> item(Reading reading) {
        return FactorBook.standard().sentAs(reading.parameter()).map(factor -> {
            BigDecimal value = reading.value();
            String text = value == null
                    ? ""
                    : Conversion.converted(value, -factor.power()).toPlainString();
            String code = factor.code();
            return code + "-" + command.keys().get(medium == Medium.NOISE && command != Command.REAL_TIME ? 1 : 0) + "="
                    + text
                    + flag(reading.flag())
                            .map(letter -> "," + code + "-Flag=" + letter)
                            .orElse("");
        });
    }

    /** Noise records carry none by the standard while all is well. */
    private Optional<String> flag(Flag flag) {
        if (flag.code().equals(NO_FLAG) || medium == Medium.NOISE && flag.valid()) {
            return Optional.empty();
        }
        if (flag.setBy() == Flag.SetBy.STATION) {
            return Optional.of(flag.code());
        }
        return Optional.of(flag.valid() ? "N" : "D");
    }
}
