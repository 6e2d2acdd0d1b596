package limpid;

/**
 * Where {@code java -jar} begins. It is compiled for Java 8, so that an older Java can read it and say in one line what it
 * lacks; everything else it could not even load.
 */
public final class Start {
    private static final int NEEDED = 25;

    private Start() {}

    /** Goes on to {@code limpid.Limpid}, or ends with code 2 where this Java is too old. */
    public static void main(String[] args) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (number(version) < NEEDED) {
            System.err.println("limpid: needs Java " + NEEDED + " or later; this is Java " + version + " in "
                    + System.getProperty("java.home") + ", an example is /usr/lib/jvm/jdk-25/bin/java -jar limpid.jar serve");
            System.exit(2);
        }
        Class.forName("limpid.Limpid").getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** Java 8 called itself 1.8. */
    private static int number(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
