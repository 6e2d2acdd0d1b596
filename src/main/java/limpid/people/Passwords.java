package limpid.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords are kept as Argon2id hashes, written as the reference implementation writes them, with their cost: a later
 * version may ask for more and still know the older ones.
 */
public final class Passwords {
    private static final int LEAST = 10;
    private static final int MOST = 128;
    private static final int LEAST_DIFFERENT = 5;

    /** Kibibytes, passes and lanes, as OWASP advises. */
    private static final Cost COST = new Cost(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern KEPT =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");
    /** Each hash takes 19 MiB while it is worked out. */
    private static final Semaphore AT_A_TIME = new Semaphore(2, true);

    /** Of no password, for names that nobody has: to look at one takes as long as at any other. */
    private static final String NOBODYS = hash(Secrets.token());

    private record Cost(int kibibytes, int passes, int lanes) {}

    private Passwords() {}

    /** Why a new password is too weak; empty where it is not. */
    public static Optional<String> refused(String name, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST) {
            return Optional.of("must have " + LEAST + " to " + MOST + " characters");
        }
        if (password.codePoints().distinct().count() < LEAST_DIFFERENT) {
            return Optional.of("must have " + LEAST_DIFFERENT + " different characters at least");
        }
        return password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of("must not contain the name")
                : Optional.empty();
    }

    /** What is kept of a password. */
    public static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + COST.kibibytes + ",t=" + COST.passes + ",p=" + COST.lanes + "$"
                + base64.encodeToString(salt) + "$"
                + base64.encodeToString(argon2(password, salt, COST, HASH_BYTES));
    }

    /**
     * Whether a password is the one that was hashed.
     *
     * @throws IllegalStateException where what was kept is no such hash
     */
    public static boolean matches(String password, String kept) {
        Matcher parts = KEPT.matcher(kept);
        if (!parts.matches()) {
            throw new IllegalStateException("a kept password is no hash of Argon2id");
        }
        Cost cost = new Cost(number(parts, 1), number(parts, 2), number(parts, 3));
        byte[] hash = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(
                hash, argon2(password, Base64.getDecoder().decode(parts.group(4)), cost, hash.length));
    }

    /** Takes as long as looking at the password of somebody who is there. */
    public static void lookAtNobodys(String password) {
        if (matches(password, NOBODYS)) {
            throw new IllegalStateException("a random token was guessed");
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] argon2(String password, byte[] salt, Cost cost, int length) {
        AT_A_TIME.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.kibibytes)
                    .withIterations(cost.passes)
                    .withParallelism(cost.lanes)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            AT_A_TIME.release();
        }
    }
}
