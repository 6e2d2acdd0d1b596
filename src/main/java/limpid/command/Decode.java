package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import limpid.decode.hj212.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a frame. */
@Command(
        name = "decode",
        description = {
            "Explain a frame of HJ 212 field by field 解释报文, in Chinese and English.",
            "Exit code 1 where it is no frame or its check is wrong."
        })
final class Decode implements Callable<Integer> {
    @Parameters(
            paramLabel = "FRAME",
            description = "The frame in quotes, a file of frames, or - for the standard input.")
    @SuppressWarnings("NullAway.Init")
    private String frame;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Explanation told = Explanation.of(bytes());
        PrintWriter out = spec.commandLine().getOut();
        for (Explanation.Line line : told.lines()) {
            out.println((line.name() + " " + line.value() + "   " + line.means()).stripTrailing());
        }
        out.flush();
        return told.isSound() ? 0 : 1;
    }

    private byte[] bytes() throws IOException {
        if (frame.equals("-")) {
            return System.in.readAllBytes();
        }
        if (!frame.startsWith("##") && isFile()) {
            return Files.readAllBytes(Path.of(frame));
        }
        return (frame.strip() + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private boolean isFile() {
        try {
            return Files.isRegularFile(Path.of(frame));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
