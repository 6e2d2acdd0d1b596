package limpid.flow;

/** Others are handing in long messages and tables; nothing was kept, and the same may succeed in a moment. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    Busy() {
        super("other long messages are being kept; nothing of this one was, try again in a moment", null, false, false);
    }
}
