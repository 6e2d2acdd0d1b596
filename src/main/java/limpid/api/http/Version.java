package limpid.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is; the build writes it into {@code version.properties}. */
public final class Version {
    private static final String CURRENT = load();

    private Version() {}

    /** The version as in the build. */
    public static String current() {
        return CURRENT;
    }

    private static String load() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/limpid/api/version.properties")) {
            if (in == null) {
                throw new IllegalStateException("no limpid/api/version.properties");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading limpid/api/version.properties", e);
        }
        return properties.getProperty("version", "");
    }
}
