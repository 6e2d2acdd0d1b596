package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import limpid.mqtt.packet.Bytes;

/** Messages a station may send, allowed and forbidden; each once ended a client, or could. */
final class OddPackets {
    private final Map<String, byte[][]> all = new LinkedHashMap<>();
    private final byte[] own;

    private OddPackets(String station) {
        own = ("limpid/v1/air/" + station + "/readings").getBytes(UTF_8);
    }

    /** Name, then topic and properties. */
    static Map<String, byte[][]> of(String station) {
        OddPackets packets = new OddPackets(station);
        packets.userProperties();
        packets.otherProperties();
        packets.topics(station);
        return packets.all;
    }

    private void property(String name, Bytes property) {
        all.put(name, new byte[][] {own, property.array()});
    }

    private void topic(String name, String topic) {
        topic(name, topic.getBytes(UTF_8));
    }

    private void topic(String name, byte[] topic) {
        all.put(name, new byte[][] {topic, {}});
    }

    private static Bytes user(String key, String value) {
        return new Bytes().of(0x26).text(key).text(value);
    }

    private void userProperties() {
        property("user property", user("a", "b"));
        Bytes thousand = new Bytes();
        for (int i = 0; i < 1000; i++) {
            thousand.raw(user("k", "v").array());
        }
        property("1,000 user properties", thousand);
        property("empty user property", user("", ""));
        property("user property of 60 KB", user("k", "v".repeat(60_000)));
        property(
                "user property, no UTF-8",
                new Bytes().of(0x26).binary(new byte[] {-1, -2}).binary(new byte[] {(byte) 0xC3, 0x28}));
        property("user property with NUL", user("a\0", "\0"));
        property(
                "user property with a surrogate",
                new Bytes()
                        .of(0x26)
                        .binary(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})
                        .text("x"));
        property("user property with control characters", user("\u0001", "\u001F"));
        property("user property with noncharacters", user("\uFFFE", "\uFFFF"));
    }

    private void otherProperties() {
        property("payload format 1", new Bytes().of(0x01, 1));
        property("payload format 7", new Bytes().of(0x01, 7));
        property("message expiry 1 day", new Bytes().of(0x02, 0, 1, 0x51, 0x80));
        property("message expiry, longest", new Bytes().of(0x02, 0xFF, 0xFF, 0xFF, 0xFF));
        property("content type", new Bytes().of(0x03).text("application/json"));
        property("content type, no UTF-8", new Bytes().of(0x03).binary(new byte[] {-1}));
        property("response topic", new Bytes().of(0x08).text("a/b"));
        property("response topic with a wildcard", new Bytes().of(0x08).text("a/#"));
        property("response topic with a control character", new Bytes().of(0x08).text("\u0001"));
        property("correlation data", new Bytes().of(0x09).binary(new byte[40]));
        property("correlation data of 32,768 bytes", new Bytes().of(0x09).binary(new byte[32_768]));
        property("correlation data of 60 KB", new Bytes().of(0x09).binary(new byte[60_000]));
        property("subscription identifier of a client", new Bytes().of(0x0B, 5));
        property("topic alias 1", new Bytes().of(0x23, 0, 1));
        property("topic alias 0", new Bytes().of(0x23, 0, 0));
        property("topic alias 65535", new Bytes().of(0x23, 0xFF, 0xFF));
        property("unknown property", new Bytes().of(0x7E, 1));
        property("property twice", new Bytes().of(0x01, 1, 0x01, 1));
    }

    private void topics(String station) {
        for (String character : new String[] {
            "\u0001",
            "\u007F",
            "\u0085",
            "a\0b",
            "\uFFFE",
            "\uFFFF",
            "\uFDD0",
            "\uD83F\uDFFE",
            "a\r\nFALSE LINE",
            "\uFEFF"
        }) {
            topic(
                    String.format("topic with U+%04X", character.codePointAt(character.length() > 3 ? 1 : 0)),
                    "limpid/v1/air/" + character + "/readings");
        }
        topic(
                "topic with a surrogate",
                new Bytes()
                        .raw("limpid/v1/air/".getBytes(UTF_8))
                        .of(0xED, 0xA0, 0x80)
                        .raw("/readings".getBytes(UTF_8))
                        .array());
        topic(
                "topic, no UTF-8",
                new Bytes()
                        .raw("limpid/v1/air/".getBytes(UTF_8))
                        .of(0xFF, 0xFE)
                        .raw("/readings".getBytes(UTF_8))
                        .array());
        topic(
                "topic, overlong",
                new Bytes()
                        .raw("limpid/v1/air/".getBytes(UTF_8))
                        .of(0xC0, 0xAF)
                        .raw("/readings".getBytes(UTF_8))
                        .array());
        topic("topic with level +", "limpid/v1/+/" + station + "/readings");
        topic("topic with level #", "limpid/v1/air/#");
        topic("topic with +", "limpid/v1/air/a+b/readings");
        topic("topic with #", "limpid/v1/air/a#b/readings");
        topic("topic, empty", "");
        topic("topic of a shared subscription", "$share/x/limpid/v1/air/" + station + "/readings");
        topic("topic of 65,535 bytes", "limpid/v1/air/" + "a".repeat(65_535 - 23) + "/readings");
        topic("topic with dots and signs", "limpid/v1/air/S.1.*.>/readings");
        topic("topic with empty levels", "limpid/v1///readings");
    }
}
