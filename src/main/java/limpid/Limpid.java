package limpid;

import limpid.command.Root;

/** Starts the command line. */
public final class Limpid {
    private Limpid() {}

    /** Runs one command and ends the process with its code: 0 done, 1 a negative answer, 2 wrong usage, 3 failed. */
    public static void main(String[] args) {
        int code = Root.run(args);
        System.out.flush();
        System.exit(code);
    }
}
