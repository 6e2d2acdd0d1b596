package limpid.decode.hj212;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import limpid.decode.Decoded;
import limpid.decode.Decoder;
import limpid.decode.Payload;
import limpid.decode.Run;
import limpid.decode.ValueArray;
import limpid.decode.hj212.Choices.Stamp;
import limpid.decode.hj212.Frame.Group;
import limpid.decode.hj212.Frame.Pair;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Parameter;
import limpid.measure.Place;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.measure.Refusals;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame of HJ 212 as readings. Of an item it keeps the value of its interval: {@code -Rtd} of real-time data, {@code -Avg}
 * or {@code -Data} of minutes, hours and days. Least and largest value, sums, converted values and the states of devices are
 * no readings and are passed over; everything else that cannot be kept is refused with its place.
 *
 * <p>A message may hold more than one frame: the last is read, and those before it are earlier parts of its packet, which tell
 * its time.
 */
public final class FrameDecoder implements Decoder {
    /** An instant of a water station; with no length at all it would be a sample taken by hand. */
    private static final Duration WATER_INSTANT = Duration.ofSeconds(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Map<String, Medium> SYSTEMS =
            Map.of("21", Medium.WATER, "22", Medium.AIR, "23", Medium.NOISE, "27", Medium.AIR);

    /** What is no value of the interval, or says something about one. */
    private static final Set<String> BESIDE = Set.of(
            "Min",
            "Max",
            "Cou",
            "ZsRtd",
            "ZsMin",
            "ZsAvg",
            "ZsMax",
            "ZsCou",
            "Flag",
            "EFlag",
            "SampleTime",
            "Info",
            "SN");

    private static final Set<String> OF_THE_FRAME = Set.of("DataTime", "RF", "RestartTime");

    private final Flags flags;
    private final Choices choices;
    private final int mostRefusals;

    /**
     * A decoder by these choices.
     *
     * @param mostRefusals of a message that are kept one by one
     */
    public FrameDecoder(Flags flags, Choices choices, int mostRefusals) {
        this.flags = flags;
        this.choices = choices;
        this.mostRefusals = mostRefusals;
    }

    @Override
    public Decoded decode(Payload payload, Station station) {
        List<Piece> pieces = new ArrayList<>();
        Splitter.split(payload.bytes(), choices.keys(), pieces::add);
        List<Frame> frames = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (Frame.read(piece)) {
                case Frame.Result.Good good -> frames.add(good.frame());
                case Frame.Result.Bad bad -> {
                    return new Decoded.Rejected(bad.refusal());
                }
            }
        }
        return frames.isEmpty()
                ? rejected(Reason.BAD_FRAME, "", "no frame")
                : decode(frames.getLast(), frames.subList(0, frames.size() - 1), station);
    }

    private Decoded decode(Frame frame, List<Frame> before, Station station) {
        if (!station.logger().admits(station.code(), frame.field("PW"))) {
            return rejected(Reason.WRONG_PASSWORD, "/PW", "the password is not that of station " + station.code());
        }
        Optional<Command> command = Command.of(frame.command());
        if (command.isEmpty()) {
            return rejected(Reason.OTHER_COMMAND, "/CN", "command " + frame.command() + " brings no readings");
        }
        if (SYSTEMS.get(frame.field("ST")) != station.medium()) {
            return rejected(
                    Reason.WRONG_MEDIUM,
                    "/ST",
                    "system " + frame.field("ST") + " is not of medium "
                            + station.medium().code() + ", of which station " + station.code() + " is");
        }
        Optional<String> stamp = frame.value("DataTime");
        for (Frame part : before) {
            stamp = stamp.or(() -> part.value("DataTime"));
        }
        Optional<Instant> at = stamp.flatMap(text -> DataTime.read(text, station.zone()));
        if (at.isEmpty()) {
            return rejected(
                    Reason.BAD_TIME,
                    "/CP/DataTime",
                    stamp.map(text -> "'" + text + "' is not a time such as 20260301080000")
                            .orElse("no DataTime"));
        }
        Duration length = length(command.get(), station);
        boolean starts = command.get() != Command.REAL_TIME && choices.stamp() == Stamp.START;
        return new Reading(frame, command.get(), starts ? at.get().plus(length) : at.get(), length, station).read();
    }

    private static Decoded rejected(Reason reason, String place, String detail) {
        return new Decoded.Rejected(new Refusal(reason, place, detail));
    }

    private Duration length(Command command, Station station) {
        return switch (command) {
            case REAL_TIME -> station.medium() == Medium.WATER ? WATER_INSTANT : Duration.ZERO;
            case MINUTES -> isMinutes(station.period()) ? station.period() : choices.minutes();
            case HOUR ->
                station.period().compareTo(HOUR) > 0 && station.period().compareTo(DAY) < 0 ? station.period() : HOUR;
            case DAY -> DAY;
        };
    }

    private static boolean isMinutes(Duration period) {
        return period.compareTo(Duration.ofMinutes(1)) >= 0
                && period.compareTo(HOUR) < 0
                && HOUR.toSeconds() % period.toSeconds() == 0;
    }

    /** One frame while it is read. */
    private final class Reading {
        private final Frame frame;
        private final Command command;
        private final Instant end;
        private final Duration length;
        private final Station station;
        private final List<Run> runs = new ArrayList<>();
        private final Refusals refusals = new Refusals(mostRefusals);
        private final Set<Parameter> seen = new HashSet<>();

        Reading(Frame frame, Command command, Instant end, Duration length, Station station) {
            this.frame = frame;
            this.command = command;
            this.end = end;
            this.length = length;
            this.station = station;
        }

        Decoded read() {
            boolean any = false;
            for (Group group : frame.groups()) {
                if (!isOfTheFrame(group)) {
                    read(group);
                    any = true;
                }
            }
            if (!any) {
                refusals.add(Reason.BAD_SHAPE, place("/CP"), () -> "no item");
            }
            return new Decoded.Batch(runs, refusals);
        }

        private static boolean isOfTheFrame(Group group) {
            return group.pairs().stream().allMatch(pair -> OF_THE_FRAME.contains(pair.name()));
        }

        /** The values and states of an item stand under one code or several; each is read for itself. */
        private void read(Group group) {
            Map<String, List<Pair>> byCode = new LinkedHashMap<>();
            for (Pair pair : group.pairs()) {
                byCode.computeIfAbsent(code(pair.name()), code -> new ArrayList<>())
                        .add(pair);
            }
            byCode.forEach(this::read);
        }

        private void read(String code, List<Pair> pairs) {
            Optional<Factor> factor = choices.factors().find(station.logger().mn(), code);
            if (factor.isPresent() && factor.get().leftOut()) {
                return;
            }
            boolean any = false;
            for (Pair pair : pairs) {
                String key = key(pair.name());
                if (command.keys().contains(key)) {
                    any = true;
                    read(factor, pair, flagOf(pairs));
                } else if (!BESIDE.contains(key) || key.isEmpty()) {
                    any = true;
                    refuse(
                            pair,
                            factor.isEmpty() ? Reason.UNKNOWN_PARAMETER : Reason.BAD_SHAPE,
                            () -> "'" + key + "' is no value of " + frame.command());
                }
            }
            if (!any) {
                refuse(
                        pairs.getFirst(),
                        Reason.BAD_SHAPE,
                        () -> "expected " + code + "-" + String.join(" or -", command.keys()));
            }
        }

        private void read(Optional<Factor> factor, Pair pair, @Nullable String letter) {
            Parameter parameter = factor.map(Factor::parameter).orElse(null);
            if (factor.isEmpty() || parameter == null) {
                refuse(pair, Reason.UNKNOWN_PARAMETER, () -> factor.map(
                                known -> "no parameter stands for " + known.code() + " " + known.nameZh())
                        .orElse("no factor '" + code(pair.name()) + "'"));
                return;
            }
            Optional<Flag> flag = flag(letter);
            if (flag.isEmpty()) {
                refuse(pair, Reason.UNKNOWN_FLAG, () -> "no flag '" + letter + "' that a station may set");
            } else if (!seen.add(parameter)) {
                refuse(pair, Reason.BAD_SHAPE, () -> "a second value of " + parameter.code());
            } else {
                add(parameter, flag.get(), pair, factor.get().power());
            }
        }

        private void add(Parameter parameter, Flag flag, Pair pair, int power) {
            ValueArray one = new ValueArray();
            String text = pair.value().strip();
            if (text.isEmpty()) {
                one.add((BigDecimal) null);
            } else {
                try {
                    one.add(Numbers.read(
                            Conversion.converted(Numbers.read(text), power).toPlainString()));
                } catch (NumberFormatException e) {
                    refuse(pair, Reason.NOT_A_NUMBER, () -> "'" + text + "' is not " + Numbers.EXPECTED);
                    return;
                }
            }
            runs.add(new Run(parameter, flag, end, length, place(pathOf(pair)), false, one));
        }

        private @Nullable String flagOf(List<Pair> pairs) {
            return pairs.stream()
                    .filter(pair -> key(pair.name()).equals("Flag"))
                    .map(pair -> pair.value().strip())
                    .findFirst()
                    .orElse(null);
        }

        /** Noise records carry no flags by the standard; of others that carry none nobody knows the state. */
        private Optional<Flag> flag(@Nullable String letter) {
            if (letter == null) {
                return Optional.of(station.medium() == Medium.NOISE ? flags.normal() : flags.get("NF"));
            }
            return flags.byCode(letter).filter(known -> known.setBy() == Flag.SetBy.STATION);
        }

        private void refuse(Pair pair, Reason reason, Supplier<String> detail) {
            refusals.add(reason, place(pathOf(pair)), detail);
        }

        private static Place place(String path) {
            return new Place(-1, path, -1);
        }

        private static String pathOf(Pair pair) {
            return "/CP/" + pair.name().replace("~", "~0").replace("/", "~1");
        }

        private static String code(String name) {
            int dash = name.indexOf('-');
            return dash < 0 ? name : name.substring(0, dash);
        }

        private static String key(String name) {
            int dash = name.indexOf('-');
            return dash < 0 ? "" : name.substring(dash + 1);
        }
    }
}
