package limpid.flow;

/** Whether the intake keeps what arrives. */
public interface IntakeState {
    /** True while batches reach the disk; false while it waits for the store. */
    boolean storing();

    /** Why it waits, in a sentence; empty while it stores. */
    String why();
}
