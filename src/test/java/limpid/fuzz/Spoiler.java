package limpid.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Spoils inputs that are good, as bad lines, odd programs and people who try things do; the seed decides how. */
public final class Spoiler {
    private static final List<String> TOKENS = List.of(
            "\u0000",
            "\ufeff",
            "\ud83d\ude00",
            "中文",
            "\u202e",
            "\u00a0",
            "\r\n",
            "\n",
            "\t",
            ",",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "&",
            "%",
            "%00",
            "%zz",
            "$",
            "${x}",
            "{{ x }}",
            "{% for",
            "%}",
            "&&",
            "##",
            "=",
            ";",
            ":",
            "/",
            "../../etc/passwd",
            "*",
            "!!java.io.File",
            "&a [*a,*a]",
            "- ",
            "null",
            "true",
            "NaN",
            "-0",
            "1e309",
            "-1e-400",
            "1e999999999",
            "9223372036854775808",
            "123456789012345678901234567890",
            "0.0000000000000000000001",
            "-999",
            "0x1F",
            "2026-02-30",
            "2026-02-28T24:00:00+08:00",
            "+999999999-12-31T23:59:59Z",
            "PT0.5S",
            "P1Y",
            "-PT1H",
            "PM2.5",
            "' OR '1'='1",
            "a".repeat(201),
            "(".repeat(300),
            "[".repeat(300),
            "中".repeat(400));

    private final Random random;

    /** Of a seed. */
    public Spoiler(long seed) {
        this.random = new Random(seed);
    }

    /** One of these, spoilt in one to five places; one in twenty is left as it is, one in twenty is cut together from two. */
    public byte[] spoil(List<byte[]> good) {
        byte[] bytes = pick(good);
        int kind = random.nextInt(20);
        if (kind == 0) {
            return bytes;
        }
        if (kind == 1) {
            byte[] other = pick(good);
            bytes = joined(part(bytes, 0, at(bytes)), part(other, at(other), other.length));
        }
        for (int times = 1 + random.nextInt(5); times > 0; times--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    /** The same of text. */
    public String spoilText(List<String> good) {
        return new String(
                spoil(good.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList()),
                StandardCharsets.UTF_8);
    }

    /** Any of them. */
    public <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A number from 0 to below this one. */
    public int number(int below) {
        return random.nextInt(below);
    }

    private int at(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] once(byte[] bytes) {
        int from = at(bytes);
        int to = from + random.nextInt(Math.min(bytes.length - from, 1 + (1 << random.nextInt(10))) + 1);
        byte[] before = part(bytes, 0, from);
        byte[] after = part(bytes, to, bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> joined(before, new byte[] {(byte) random.nextInt(256)}, part(bytes, from + 1, bytes.length));
            case 1 -> joined(before, after);
            case 2 -> joined(before, part(bytes, from, to), part(bytes, from, to), after);
            case 3 -> before;
            case 4 -> joined(before, token(), after);
            default -> joined(before, token(), part(bytes, from, bytes.length));
        };
    }

    private byte[] token() {
        return pick(TOKENS).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        int begin = Math.min(from, bytes.length);
        byte[] part = new byte[Math.max(0, Math.min(to, bytes.length) - begin)];
        System.arraycopy(bytes, begin, part, 0, part.length);
        return part;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
