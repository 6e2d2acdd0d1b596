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
     * @param digest     its SHA-256
     * @param brokerHash what an MQTT broker checks it by; empty where it opens none
     * @throws Collision where there is one of that name
     */
    void add(IssuedKey key, byte[] digest, String brokerHash);

    /** Takes one back. @return false where none of that name holds */
    boolean revoke(String name, Instant at, String by);

    /** A key with its digest. @param brokerHash what an MQTT broker checks it by; empty where it opens none */
    record Kept(IssuedKey key, byte[] digest, String brokerHash) {
        /** Keeps its own bytes. */
        public Kept {
            digest = digest.clone();
        }

        /** Leaves the hash out. */
        @Override
        public String toString() {
            return "Kept[" + key.name() + "]";
        }

        @Override
        public byte[] digest() {
            return digest.clone();
        }
    }
}
