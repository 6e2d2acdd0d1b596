package limpid.store;

import java.util.List;
import java.util.Optional;
import limpid.programme.EvidenceFile;
import org.jspecify.annotations.Nullable;

/** Files that prove what was entered for programmes. */
public interface EvidenceFiles {
    /**
     * Keeps a file; the same content under the same name of the same subject is kept once.
     *
     * @param file    its number and time do not matter
     * @param content as many bytes as it says
     * @return the file as it is kept
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    EvidenceFile add(String programme, EvidenceFile file, byte[] content);

    /**
     * The files of a programme, in the order in which they came, with those that were taken back.
     *
     * @param indicator code with its part; null for any
     * @param task      code; null for any
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<EvidenceFile> list(String programme, @Nullable String city, @Nullable String indicator, @Nullable String task);

    /**
     * One of them.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<EvidenceFile> find(String programme, long id);

    /**
     * What stands in a file; empty where there is no such file or it was taken back.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<byte[]> content(String programme, long id);

    /**
     * Takes a file back: its content goes, that it was there stays.
     *
     * @return whether it was there
     * @throws StoreUnavailable where the store cannot be reached; nothing was taken back
     */
    boolean remove(String programme, long id, String by);
}
