package limpid.people;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Entries of the audit, each with a digest of itself and of the one before: who changes, takes away or adds one has to change all
 * after it. That the newest were taken away is seen by whoever has written down a later digest elsewhere.
 */
public final class AuditChain {
    /** Before the first entry. */
    public static final Link BEGINNING = new Link(0, "0".repeat(64));

    private Link last = BEGINNING;

    /**
     * A place in the chain.
     *
     * @param id     1, 2, 3, without a gap
     * @param digest SHA-256 in hexadecimal
     */
    public record Link(long id, String digest) {
        /** The place after this one, for this entry. */
        public Link next(AuditEntry entry) {
            return new Link(id + 1, digestOf(id + 1, digest, entry));
        }
    }

    /** An entry in its place. */
    public record Linked(Link link, AuditEntry entry) {}

    /** Looks at the next entry. @return what is wrong with it; empty where nothing is */
    public Optional<String> check(Linked next) {
        Link expected = last.next(next.entry());
        if (next.link().id() != expected.id()) {
            return Optional.of("entry " + expected.id() + " is missing; after " + last.id() + " comes "
                    + next.link().id());
        }
        if (!next.link().equals(expected)) {
            return Optional.of("entry " + expected.id() + " of " + next.entry().at()
                    + " is not what was written, or one before it was changed");
        }
        last = expected;
        return Optional.empty();
    }

    /** The place of the last entry that was right. */
    public Link last() {
        return last;
    }

    private static String digestOf(long id, String before, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(id);
            write(out, before);
            out.writeLong(entry.at().getEpochSecond());
            out.writeInt(entry.at().getNano());
            write(out, entry.kind());
            write(out, entry.who());
            write(out, entry.address());
            write(out, entry.action());
            write(out, entry.target());
            out.writeInt(entry.status());
            write(out, entry.detail());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** With its length before it, so that no two entries are the same bytes. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
