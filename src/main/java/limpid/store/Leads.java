package limpid.store;

/** Which of several instances does what only one may do. */
public interface Leads extends AutoCloseable {
    /**
     * Whether this instance does it, which is tried where no other does. While the store is away it stays as it was: nobody else
     * can be told otherwise.
     *
     * @param what is led, by a name that all instances use
     */
    boolean isOurs(String what);

    /** Leaves it to the others until it is tried again; nothing where it is not this instance's. */
    void letGo(String what);

    /** Leaves all to the others. */
    @Override
    void close();
}
