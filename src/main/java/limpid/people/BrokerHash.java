package limpid.people;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What an MQTT broker checks a password by, as mosquitto_passwd of Mosquitto 2 writes it: {@code $7$rounds$salt$hash}, PBKDF2
 * with HMAC-SHA-512. Its usual number of rounds is enough for a key, which is of 256 random bits and not guessed.
 */
public final class BrokerHash {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ROUNDS = 101;
    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 512;

    private BrokerHash() {}

    /** With a new salt. */
    public static String of(String key) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(key.toCharArray(), salt, ROUNDS, HASH_BITS))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "$7$" + ROUNDS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has PBKDF2 with SHA-512", e);
        }
    }

    /** That of a key of a station; none for others, which do not open a broker. */
    public static String of(IssuedKey key, String secret) {
        return key.role().equals(Role.STATION) ? of(secret) : "";
    }
}
