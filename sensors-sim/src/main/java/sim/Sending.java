package sim;

import java.time.Instant;

/** One thing that a station does, or fails to do, with a report. */
public sealed interface Sending {

    /** When it is done. */
    Instant due();

    /** The report it is about. */
    Report report();

    /** What went wrong on purpose. */
    Fault fault();

    /** A message goes out. */
    sealed interface Sent extends Sending {
        /** The message. */
        Message message();
    }

    /**
     * A message that keeps the contract.
     *
     * @param due when it is sent; after the report's end where it is late
     * @param report the report as sent
     * @param fault why it is sent now, {@link Fault#NONE} in the ordinary case
     */
    record Good(Instant due, Report report, Fault fault) implements Sent {
        @Override
        public Message message() {
            return report.message();
        }
    }

    /**
     * A message that must be refused, sent besides the good one.
     *
     * @param due when it is sent
     * @param report the good report it is derived from
     * @param malformation what is wrong
     */
    record Malformed(Instant due, Report report, Malformation malformation) implements Sent {
        @Override
        public Fault fault() {
            return Fault.MALFORMED;
        }

        @Override
        public Message message() {
            return malformation.message(report);
        }
    }

    /**
     * Nothing goes out although a report was due.
     *
     * @param due when it would have been sent
     * @param report what would have been sent
     */
    record Withheld(Instant due, Report report) implements Sending {
        @Override
        public Fault fault() {
            return Fault.SILENT;
        }
    }
}
