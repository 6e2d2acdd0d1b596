package limpid.store;

import java.time.Instant;
import java.util.List;
import limpid.people.IssuedKey;

/** The keys that were made, with those that open nothing any more. */
public interface Keys {
    /**
     * All of them, by name.
     *
     * @throws StoreUnavailable where the store cannot be reached; so do all others
     */
    List<Kept> all();

    /**
     * Keeps a new one.
     *
     * @param digest its SHA-256
     * @throws Collision where there is one of that name
     */
    void add(IssuedKey key, byte[] digest);

    /** Takes one back. @return false where none of that name holds */
    boolean revoke(String name, Instant at, String by);

    /** A key with its digest. */
    record Kept(IssuedKey key, byte[] digest) {
        /** Keeps its own bytes. */
        public Kept {
            digest = digest.clone();
        }

        @Override
        public byte[] digest() {
            return digest.clone();
        }
    }
}
