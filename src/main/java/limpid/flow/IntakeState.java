package limpid.flow;

/** Whether the intake is keeping what arrives, for readiness. */
public interface IntakeState {
    /** Whether messages are being taken from the broker and committed. */
    boolean storing();

    /** One sentence on what it is doing or what holds it up, fit to be shown to anybody. */
    String why();
}
