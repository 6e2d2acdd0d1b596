package limpid.mqtt.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishTest {
    private static final byte[] PAYLOAD = {'{', '}'};

    private static Publish read(int header, Bytes body) throws MalformedPacket {
        byte[] bytes = body.array();
        return Publish.read(new MqttPacket(header, bytes, bytes.length), Publish.From.BROKER);
    }

    private static Publish withProperties(Bytes properties) throws MalformedPacket {
        byte[] bytes = properties.array();
        return read(
                0x32, // PUBLISH, QoS 1
                new Bytes()
                        .text("a/b") // topic
                        .two(513) // packet identifier
                        .variable(bytes.length) // length of the properties
                        .raw(bytes)
                        .raw(PAYLOAD));
    }

    private static Publish withTopic(byte[] topic) throws MalformedPacket {
        return read(
                0x32, // PUBLISH, QoS 1
                new Bytes()
                        .binary(topic)
                        .two(1) // packet identifier
                        .of(0) // no properties
                        .raw(PAYLOAD));
    }

    @Test
    void everyFieldIsRead() throws Exception {
        Publish publish = read(
                0x3B, // PUBLISH, repeated, QoS 1, retained
                new Bytes()
                        .of(0, 3, 'a', '/', 'b') // topic
                        .of(0x02, 0x01) // packet identifier 513
                        .of(2, 0x0B, 5) // subscription identifier 5
                        .of('{', '}')); // payload
        assertTrue(publish.duplicate());
        assertEquals(1, publish.qos());
        assertTrue(publish.retained());
        assertEquals("a/b", publish.topic());
        assertEquals(513, publish.packetId());
        assertTrue(publish.identified());
        assertArrayEquals(PAYLOAD, publish.payload());
        assertEquals(Optional.empty(), publish.fault());
    }

    @Test
    void qos0HasNoIdentifier() throws Exception {
        Publish publish = read(0x30, new Bytes().of(0, 1, 'a').of(0).raw(PAYLOAD));
        assertEquals(0, publish.packetId());
        assertArrayEquals(PAYLOAD, publish.payload());
    }

    @Test
    void goodPropertiesPass() throws Exception {
        for (Bytes properties : List.of(
                new Bytes(),
                new Bytes().of(0x01, 1), // payload format
                new Bytes().of(0x02, 0xFF, 0xFF, 0xFF, 0xFF), // message expiry
                new Bytes().of(0x03).text("application/json"),
                new Bytes().of(0x08).text("answers/here"),
                new Bytes().of(0x09).binary(new byte[40]), // correlation data
                new Bytes().of(0x09).binary(new byte[65_535]),
                new Bytes().of(0x0B, 1).of(0x0B, 0xFF, 0x7F), // two subscriptions
                new Bytes().of(0x26).text("k").text("v").of(0x26).text("k").text("水"))) {
            Publish publish = withProperties(properties);
            assertEquals(Optional.empty(), publish.fault());
            assertArrayEquals(PAYLOAD, publish.payload());
        }
    }

    @Test
    void badPropertiesAreAFaultAndThePayloadIsKept() throws Exception {
        assertFault("property 0x7E is not one of a PUBLISH", new Bytes().of(0x7E, 1));
        assertFault("property 0xFF is not one of a PUBLISH", new Bytes().of(0xFF, 1));
        assertFault("property 0x11 is not one of a PUBLISH", new Bytes().of(0x11, 0, 0, 0, 1));
        assertFault("the payload format indicator is there twice", new Bytes().of(1, 1, 1, 1));
        assertFault("a topic alias, though none was announced", new Bytes().of(0x23, 0, 1));
        assertFault("the packet ends within the correlation data", new Bytes().of(0x09, 0, 9, 1));
        assertFault("the packet ends within the message expiry interval", new Bytes().of(0x02, 0, 0));
        assertFault(
                "the subscription identifier is longer than four bytes",
                new Bytes().of(0x0B, 0xFF, 0xFF, 0xFF, 0xFF, 1));
        assertFault("the content type is not UTF-8", new Bytes().of(0x03).binary(new byte[] {(byte) 0xFF}));
        assertFault(
                "character U+0001 in the user property",
                new Bytes().of(0x26).text("k").text("\u0001"));
        assertFault(
                "character U+0000 in the user property",
                new Bytes().of(0x26).text("\0").text("v"));
        assertFault(
                "character U+0001 in the response topic", new Bytes().of(0x08).text("\u0001"));
    }

    private static void assertFault(String fault, Bytes properties) throws MalformedPacket {
        Publish publish = withProperties(properties);
        assertEquals(Optional.of(fault), publish.fault());
        assertEquals(513, publish.packetId());
        assertEquals("a/b", publish.topic());
        assertArrayEquals(PAYLOAD, publish.payload());
    }

    @Test
    void propertiesLongerThanThePacketLeaveTheRestAsItIs() throws Exception {
        Publish publish = read(
                0x32,
                new Bytes()
                        .text("a/b")
                        .two(7)
                        .of(0x50) // 80 bytes of properties
                        .raw(PAYLOAD)); // and only two that follow
        assertEquals(Optional.of("the packet ends within the properties"), publish.fault());
        assertArrayEquals(new byte[] {0x50, '{', '}'}, publish.payload());
        assertEquals(7, publish.packetId());
    }

    @Test
    void forbiddenCharactersInTheTopicAreAFaultAndShownAsReplaced() throws Exception {
        for (String forbidden : List.of(
                "\0",
                "\u0001",
                "\u001F",
                "\r",
                "\n",
                "\u007F",
                "\u0085",
                "\u009F",
                "\uFDD0",
                "\uFDEF",
                "\uFFFE",
                "\uFFFF",
                "\uD83F\uDFFE",
                "\uDBFF\uDFFF")) {
            Publish publish = withTopic(("a/" + forbidden + "/b").getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    Optional.of(String.format("character U+%04X in the topic", forbidden.codePointAt(0))),
                    publish.fault());
            assertEquals("a/\uFFFD/b", publish.topic());
            assertArrayEquals(PAYLOAD, publish.payload());
        }
    }

    @Test
    void whatIsNoUtf8IsAFault() throws Exception {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xC0, (byte) 0xAF}, // overlong
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // surrogate
                new byte[] {(byte) 0xC3}, // half a character
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80})) { // beyond U+10FFFF
            assertEquals(Optional.of("the topic is not UTF-8"), withTopic(bad).fault());
        }
    }

    @Test
    void wildcardsAndNothingAreNoTopic() throws Exception {
        assertEquals(Optional.of("an empty topic"), withTopic(new byte[0]).fault());
        assertEquals(
                Optional.of("a wildcard in the topic"),
                withTopic("a/+/b".getBytes()).fault());
        assertEquals(
                Optional.of("a wildcard in the topic"),
                withTopic("a/#".getBytes()).fault());
    }

    @Test
    void oddButAllowedTopicsPass() throws Exception {
        for (String topic :
                List.of("/", "//", " ", "水/监测", "\uFEFFa", "$share/x/a", "a".repeat(65_535), "\uD83D\uDE00")) {
            Publish publish = withTopic(topic.getBytes(StandardCharsets.UTF_8));
            assertEquals(Optional.empty(), publish.fault());
            assertEquals(topic, publish.topic());
        }
    }

    @Test
    void whatCannotBeAcknowledgedIsMalformed() {
        assertMalformed("QoS 3", 0x36, new Bytes().text("a").two(1).of(0));
        assertMalformed(
                "packet identifier 0", 0x32, new Bytes().text("a").two(0).of(0));
        assertMalformed("the packet ends within the topic", 0x32, new Bytes());
        assertMalformed("the packet ends within the topic", 0x32, new Bytes().of(0, 9, 'a'));
        assertMalformed(
                "the packet ends within the packet identifier",
                0x32,
                new Bytes().text("a").of(0));
    }

    private static void assertMalformed(String reason, int header, Bytes body) {
        MalformedPacket malformed = assertThrows(MalformedPacket.class, () -> read(header, body));
        assertEquals(reason, malformed.reason());
    }

    @Test
    void mqtt3HasNoProperties() throws Exception {
        byte[] body = new Bytes().text("a").two(1).raw(PAYLOAD).array();
        Publish publish = Publish.read(new MqttPacket(0x32, body, body.length), Publish.From.CLIENT_OF_MQTT_3);
        assertArrayEquals(PAYLOAD, publish.payload());
        assertEquals(Optional.empty(), publish.fault());
    }

    @Test
    void aRepetitionHasTheSameFingerprint() {
        byte[] first = new Bytes().text("a").two(1).of(0).raw(PAYLOAD).array();
        byte[] again = new Bytes().text("a").two(2).of(0).raw(PAYLOAD).array();
        byte[] other = new Bytes().text("b").two(1).of(0).raw(PAYLOAD).array();
        long fingerprint = new MqttPacket(0x32, first, first.length).fingerprint();
        assertEquals(fingerprint, new MqttPacket(0x3A, again, again.length).fingerprint());
        assertTrue(fingerprint != new MqttPacket(0x32, other, other.length).fingerprint());
    }
}
