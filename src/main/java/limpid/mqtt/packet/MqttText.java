package limpid.mqtt.packet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts in packets: UTF-8 without surrogates and NUL, which MQTT 5 forbids, and without control characters and
 * noncharacters, which it lets a receiver refuse (section 1.5.4). We refuse both: other programs on the way do, and then
 * die of them.
 */
final class MqttText {
    private static final int NONCHARACTERS_FROM = 0xFDD0;
    private static final int NONCHARACTERS_TO = 0xFDEF;
    private static final int LAST_TWO_OF_A_PLANE = 0xFFFE;

    private MqttText() {}

    /** @param what names the text in the reason of a refusal */
    static String read(byte[] bytes, int start, int length, String what) throws MalformedPacket {
        if (isPlain(bytes, start, length)) {
            return new String(bytes, start, length, StandardCharsets.US_ASCII);
        }
        String text = decode(bytes, start, length, what);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (isForbidden(character)) {
                throw new MalformedPacket(String.format("character U+%04X in the %s", character, what));
            }
        }
        return text;
    }

    /** The text as far as it can be shown: what is forbidden or no UTF-8 becomes U+FFFD. */
    static String presentable(byte[] bytes, int start, int length) {
        StringBuilder shown = new StringBuilder(length);
        new String(bytes, start, length, StandardCharsets.UTF_8)
                .codePoints()
                .forEach(character -> shown.appendCodePoint(isForbidden(character) ? 0xFFFD : character));
        return shown.toString();
    }

    /** Printable ASCII, as nearly every topic is: nothing to decode and nothing to look up. */
    private static boolean isPlain(byte[] bytes, int start, int length) {
        for (int at = start; at < start + length; at++) {
            if (bytes[at] < ' ' || bytes[at] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int start, int length, String what) throws MalformedPacket {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPacket("the " + what + " is not UTF-8");
        }
    }

    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                || (character >= NONCHARACTERS_FROM && character <= NONCHARACTERS_TO)
                || (character & LAST_TWO_OF_A_PLANE) == LAST_TWO_OF_A_PLANE;
    }
}
