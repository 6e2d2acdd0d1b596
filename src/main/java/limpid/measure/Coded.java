package limpid.measure;

import java.util.Arrays;
import java.util.Optional;

/** One of a few that has a code, by which it stands in tables, requests and answers. */
public interface Coded {
    /** Stable for ever. */
    String code();

    /** The one of this code; empty where there is none. */
    static <E extends Coded> Optional<E> find(E[] all, String code) {
        return Arrays.stream(all).filter(one -> one.code().equals(code)).findFirst();
    }
}
