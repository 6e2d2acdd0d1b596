package limpid.decode.hj212;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;

/**
 * A data segment that could be read.
 *
 * @param head       its fields but CP, in their order
 * @param content    what stands between the {@code &&} of CP
 * @param groups     the same, item by item
 * @param deviations from the standard, those of the outer form included
 */
public record Frame(Map<String, String> head, String content, List<Group> groups, Set<Deviation> deviations) {
    private static final Pattern SEGMENT =
            Pattern.compile("(.*?;?)CP=&&(.*)&&((?:;[A-Za-z]+=[^;=&]*)*);?", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\d{4}");
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern QN = Pattern.compile("\\d{17}");
    private static final Pattern MN = Pattern.compile("[0-9A-F]{24}");
    private static final Set<String> NAMES = Set.of("QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO");
    private static final int PASSWORD = 6;
    private static final int LARGEST_FLAG = 255;
    private static final int ANSWER = 1;
    private static final int PARTS = 2;

    /** One item of CP: what stands between two semicolons. */
    public record Group(List<Pair> pairs) {}

    /**
     * A name and its value.
     *
     * @param name  without blanks around it
     * @param value as it stands
     */
    public record Pair(String name, String value) {}

    /** The outcome of a piece. */
    public sealed interface Result {
        /** It could be read. */
        record Good(Frame frame) implements Result {}

        /** It could not. */
        record Bad(Refusal refusal) implements Result {}
    }

    /** Reads a piece of the stream. */
    public static Result read(Piece piece) {
        Text text = Text.of(piece.bytes(), piece.from(), piece.to());
        if (!piece.isFrame()) {
            // The check is that of the plain text, so an encrypted frame never fits it before it is decrypted.
            return Seal.isLikely(piece.bytes(), 0, piece.bytes().length)
                    ? bad(Reason.ENCRYPTED, "/CP", "CP is encrypted (SM4); no key is held, so nothing was checked")
                    : bad(Reason.BAD_FRAME, piece.place(), piece.trouble());
        }
        if (text.unknown()) {
            return bad(Reason.BAD_FRAME, "", "neither UTF-8 nor GBK");
        }
        Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        deviations.addAll(piece.deviations());
        if (text.gbk()) {
            deviations.add(Deviation.GBK);
        }
        return read(text.text(), deviations);
    }

    private static Result read(String segment, Set<Deviation> deviations) {
        Matcher matcher = SEGMENT.matcher(segment);
        if (!matcher.matches()) {
            return bad(Reason.BAD_FRAME, "/CP", "expected CP=&&...&&");
        }
        Map<String, String> head = new LinkedHashMap<>();
        for (String field : (matcher.group(1) + ";" + matcher.group(3)).split(";", -1)) {
            int equals = field.indexOf('=');
            if (field.isEmpty()) {
                continue;
            }
            String name = equals < 0 ? "" : field.substring(0, equals);
            if (name.isEmpty() || head.put(name, field.substring(equals + 1)) != null) {
                return bad(Reason.BAD_FRAME, "/" + name, "a field is a name, = and a value, and stands once: " + field);
            }
        }
        Optional<Result> wrong = wrong(head);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        addDeviations(head, deviations);
        if (!matcher.group(3).isEmpty()) {
            deviations.add(Deviation.FIELDS_BEHIND);
        }
        List<Group> groups = groups(matcher.group(2), deviations);
        return new Result.Good(new Frame(
                Collections.unmodifiableMap(head),
                matcher.group(2),
                List.copyOf(groups),
                Collections.unmodifiableSet(deviations)));
    }

    private static Optional<Result> wrong(Map<String, String> head) {
        if (!COMMAND.matcher(head.getOrDefault("CN", "")).matches()) {
            return Optional.of(bad(Reason.BAD_FRAME, "/CN", "expected CN and four digits"));
        }
        if (head.getOrDefault("MN", "").isEmpty()) {
            return Optional.of(bad(Reason.BAD_FRAME, "/MN", "expected MN"));
        }
        if (head.getOrDefault("ST", "").isEmpty()) {
            return Optional.of(bad(Reason.BAD_FRAME, "/ST", "expected ST"));
        }
        for (String name : List.of("Flag", "PNUM", "PNO")) {
            String text = head.get(name);
            if (text != null && !SMALL_NUMBER.matcher(text).matches()) {
                return Optional.of(bad(Reason.BAD_FRAME, "/" + name, "'" + text + "' is not a number of its range"));
            }
        }
        if (number(head, "Flag") > LARGEST_FLAG) {
            return Optional.of(bad(Reason.BAD_FRAME, "/Flag", "Flag is at most 255"));
        }
        return Optional.empty();
    }

    private static int number(Map<String, String> head, String name) {
        return Integer.parseInt(head.getOrDefault(name, "0"));
    }

    private static void addDeviations(Map<String, String> head, Set<Deviation> deviations) {
        String qn = head.get("QN");
        if (qn == null) {
            deviations.add(Deviation.NO_QN);
        } else if (!QN.matcher(qn).matches()) {
            deviations.add(Deviation.ODD_QN);
        }
        if (!head.containsKey("Flag")) {
            deviations.add(Deviation.NO_FLAG);
        }
        String password = head.get("PW");
        if (password == null) {
            deviations.add(Deviation.NO_PASSWORD);
        } else if (password.length() != PASSWORD) {
            deviations.add(Deviation.ODD_PASSWORD);
        }
        if (!MN.matcher(head.getOrDefault("MN", "")).matches()) {
            deviations.add(Deviation.ODD_MN);
        }
        if (!NAMES.containsAll(head.keySet())) {
            deviations.add(Deviation.OTHER_FIELD);
        }
    }

    private static List<Group> groups(String content, Set<Deviation> deviations) {
        List<Group> groups = new ArrayList<>();
        for (String item : content.split(";", -1)) {
            if (!item.isBlank()) {
                groups.add(group(item, deviations));
            }
        }
        return groups;
    }

    private static Group group(String item, Set<Deviation> deviations) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : item.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!name.strip().equals(name)) {
                deviations.add(Deviation.BLANKS);
            }
            if (name.endsWith("-td")) {
                deviations.add(Deviation.MISSPELT_KEY);
            }
            pairs.add(new Pair(name.strip(), equals < 0 ? "" : part.substring(equals + 1)));
        }
        if (pairs.size() > 1 && pairs.getFirst().name().endsWith("-Flag")) {
            deviations.add(Deviation.FLAG_FIRST);
        }
        if (pairs.size() == 1
                && pairs.getFirst().name().equals("DataTime")
                && pairs.getFirst().value().length() == DataTime.WITH_MILLISECONDS) {
            deviations.add(Deviation.LONG_DATA_TIME);
        }
        return new Group(List.copyOf(pairs));
    }

    private static Result bad(Reason reason, String place, String detail) {
        return new Result.Bad(new Refusal(reason, place, detail));
    }

    /** A field of the head; empty where it is not there. */
    public String field(String name) {
        return head.getOrDefault(name, "");
    }

    /** Who sends. */
    public String mn() {
        return field("MN");
    }

    /** The command's number. */
    public int command() {
        return number(head, "CN");
    }

    /** The edition it says it follows; without a Flag the oldest. */
    public Edition edition() {
        return Edition.of(number(head, "Flag"));
    }

    /** Whether the sender waits for an answer. */
    public boolean isAnswerWanted() {
        return (number(head, "Flag") & ANSWER) != 0;
    }

    /** The number of this part of a packet in parts; 0 where it is none. */
    public int part() {
        return (number(head, "Flag") & PARTS) == 0 && !head.containsKey("PNO") ? 0 : number(head, "PNO");
    }

    /** A value of CP that stands by itself; empty where it is not there. */
    public Optional<String> value(String name) {
        return groups.stream()
                .flatMap(group -> group.pairs().stream())
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst();
    }
}
