package limpid.decode.hj212;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.decode.hj212.Frame.Group;
import limpid.decode.hj212.Frame.Pair;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/** What stands in a frame, field by field, in Chinese and English. */
public final class Explanation {
    private static final Map<String, String> NAMES = names(Table.resource("/limpid/decode/hj212/names.csv"));
    private static final int CHECK = 4;

    private final List<Line> lines = new ArrayList<>();
    private boolean sound = true;

    /**
     * One field.
     *
     * @param name  as sent
     * @param value as sent
     * @param means in Chinese and English
     */
    public record Line(String name, String value, String means) {}

    private Explanation() {}

    /** Explains whatever these bytes are. */
    public static Explanation of(byte[] bytes) {
        Explanation told = new Explanation();
        List<Piece> pieces = new ArrayList<>();
        Splitter.split(bytes, pieces::add);
        pieces.forEach(told::add);
        if (pieces.isEmpty()) {
            told.trouble("", "空", "nothing is there");
        }
        return told;
    }

    private static Map<String, String> names(Table table) {
        Map<String, String> names = new HashMap<>();
        for (Row row : table.rows()) {
            names.put(
                    row.required("kind") + " " + row.required("code"),
                    row.required("name_zh") + " " + row.required("name_en"));
        }
        return Map.copyOf(names);
    }

    /** Whether a command of this number has a name. */
    public static boolean isKnown(int command) {
        return NAMES.containsKey("command " + command);
    }

    /** Field by field. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Whether all of it are frames whose check is right, by the standard's algorithm, and whose data can be read. */
    public boolean isSound() {
        return sound;
    }

    private void trouble(String value, String zh, String en) {
        lines.add(new Line("!", value, zh + " " + en));
        sound = false;
    }

    private void add(Piece piece) {
        switch (Frame.read(piece)) {
            case Frame.Result.Good good -> {
                lines.add(new Line("", "", good.frame().edition().title()));
                check(piece);
                head(good.frame());
                good.frame().groups().forEach(group -> group(good.frame(), group));
                good.frame()
                        .deviations()
                        .forEach(one -> lines.add(
                                new Line("~", one.code(), "偏差 " + one.nameZh() + "; deviation: " + one.nameEn())));
            }
            case Frame.Result.Bad bad -> {
                if (piece.to() > piece.from() && !piece.place().isEmpty()) {
                    check(piece);
                }
                trouble(shown(piece), "不是可读的报文", bad.refusal().detail());
            }
        }
    }

    private static String shown(Piece piece) {
        return Text.of(piece.bytes(), 0, piece.bytes().length).text().strip();
    }

    private void check(Piece piece) {
        String sent = new String(piece.bytes(), piece.to(), CHECK, StandardCharsets.US_ASCII);
        String right = Crc.text(Crc.of(piece.bytes(), piece.from(), piece.to()));
        boolean same = sent.equalsIgnoreCase(right);
        sound &= same;
        int bytes = piece.to() - piece.from();
        lines.add(new Line(
                "##",
                new String(piece.bytes(), 2, piece.from() - 2, StandardCharsets.US_ASCII),
                "数据段长度 length of the data segment; 实际 " + bytes + " bytes"));
        lines.add(new Line(
                "CRC", sent, same ? "校验正确 right" : "校验错误，应为 " + right + " wrong, " + right + " would be right"));
    }

    private void head(Frame frame) {
        frame.head().forEach((name, value) -> {
            String means = name("field", name);
            switch (name) {
                case "ST" -> means += ": " + name("system", value);
                case "CN" -> means += ": " + name("command", value);
                case "Flag" ->
                    means += ": " + frame.edition().title()
                            + (frame.isAnswerWanted() ? ", 需应答 answer wanted" : ", 不需应答 no answer wanted");
                default -> {}
            }
            lines.add(new Line(name, value, means));
        });
    }

    private static String name(String kind, String code) {
        return NAMES.getOrDefault(kind + " " + code, "? 未知 unknown");
    }

    private void group(Frame frame, Group group) {
        for (Pair pair : group.pairs()) {
            int dash = pair.name().indexOf('-');
            lines.add(new Line(
                    "  " + pair.name(),
                    pair.value(),
                    dash < 0
                            ? name("field", pair.name())
                            : item(
                                    frame,
                                    pair,
                                    pair.name().substring(0, dash),
                                    pair.name().substring(dash + 1))));
        }
    }

    private static String item(Frame frame, Pair pair, String code, String key) {
        if (key.equals("Flag")) {
            Optional<Flag> flag = Flags.standard().byCode(pair.value());
            return name("key", key) + ": "
                    + flag.map(known -> known.nameZh() + " " + known.nameEn()).orElse("? 未知 unknown");
        }
        String kind = NAMES.getOrDefault("key " + (key.equals("td") ? "Rtd" : key), "? " + key);
        return FactorBook.standard()
                .find(frame.mn(), code)
                .map(factor -> factor.nameZh() + " " + factor.nameEn() + ", " + kind + ", " + factor.unit()
                        + kept(factor.parameter()))
                .orElse("? 未知因子 unknown factor, " + kind);
    }

    private static String kept(@Nullable Parameter parameter) {
        return parameter == null ? "" : " -> " + parameter.code() + " " + parameter.unit();
    }
}
