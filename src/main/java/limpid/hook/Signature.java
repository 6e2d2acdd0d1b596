package limpid.hook;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What tells the receiver that a call is ours: HMAC-SHA256 of a text (RFC 2104) under the secret both know. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** As it stands in the header. */
    static String of(String text, String secret) {
        return "sha256=" + HexFormat.of().formatHex(mac(text, secret));
    }

    /** As robots want it. */
    static String base64(String text, String key) {
        return Base64.getEncoder().encodeToString(mac(text, key));
    }

    /**
     * Names a call and signs it with its time and number: sent again by somebody else it is too old, or known.
     *
     * @param secret empty for no signature
     */
    static void sign(
            HttpRequest.Builder request, long delivery, String event, String body, String secret, Instant now) {
        request.header("Limpid-Event", event).header("Limpid-Delivery", Long.toString(delivery));
        if (!secret.isEmpty()) {
            String sent = Long.toString(now.getEpochSecond());
            String whole = String.join("\n", sent, Long.toString(delivery), event, body);
            request.header("Limpid-Signature", of(body, secret))
                    .header("Limpid-Sent", sent)
                    .header("Limpid-Call-Signature", of(whole, secret));
        }
    }

    private static byte[] mac(String text, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }
}
