package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import limpid.OwnJava;
import limpid.PostgresExtension;

/** A part of the service in a process of its own, to be killed. */
final class Child {
    private static final String READY = "ready";

    private Child() {}

    /** What runs in it. */
    interface Part<T extends AutoCloseable> {
        /** Starts on this database with this port. */
        T start(DataSource database, int port) throws IOException;
    }

    /** For the main method of the process: runs until its standard input ends. @param arguments as {@link #start} gives them */
    static <T extends AutoCloseable> void run(String[] arguments, Part<T> part) throws Exception {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(arguments[0]);
        database.setUsername(arguments[1]);
        database.setMaximumPoolSize(4);
        T running = part.start(database, Integer.parseInt(arguments[2]));
        System.out.println(READY);
        if (System.in.read() < 0) {
            running.close();
        }
    }

    /** A process of this class, once it is ready. */
    static Process start(Class<?> main, PostgresExtension database, int port) throws IOException {
        Process process = OwnJava.program(
                        128,
                        main,
                        database.settings().url(),
                        database.settings().user(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.equals(READY)) {
            line = lines.readLine();
        }
        assertEquals(READY, line, "the child did not start");
        Thread.ofVirtual().start(() -> lines.lines().forEach(said -> {}));
        return process;
    }
}
