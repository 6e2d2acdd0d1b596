package limpid.decode.hj212;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Frames that the centre sends. */
public final class Answer {
    private static final int NOTICE = 9013;
    private static final int DATA = 9014;
    private static final int FIRST_OF_DATA = 2000;

    private Answer() {}

    /**
     * The answer to a frame that is kept: 9014 to data, 9013 to a notice; same QN and MN, ST 91.
     *
     * <p>HJ 212-2017 6.6, tables 9 and C.30; that 9013 answers what is below 2000 and the heartbeat is our reading of it.
     */
    public static byte[] to(Frame frame) {
        boolean data = frame.command() >= FIRST_OF_DATA && frame.command() < Command.FIRST_OF_ANSWERS;
        return frame("QN=" + frame.field("QN") + ";ST=91;CN=" + (data ? DATA : NOTICE) + ";PW=" + frame.field("PW")
                + ";MN=" + frame.mn() + ";Flag=" + frame.edition().answerFlag() + ";CP=&&&&");
    }

    /** A data segment with all that belongs around it. */
    public static byte[] frame(String segment) {
        return frame(segment.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of bytes. */
    static byte[] frame(byte[] segment) {
        return frame(segment, segment);
    }

    /** What goes over the line, with the check of the plain text. */
    static byte[] frame(byte[] sent, byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sent.length + 12);
        out.writeBytes(String.format(Locale.ROOT, "##%04d", sent.length).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(sent);
        out.writeBytes((Crc.text(Crc.of(plain, 0, plain.length)) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
