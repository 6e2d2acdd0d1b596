package limpid.api;

import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that ask the real server, each class on a database of its own. */
abstract class Served {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    static ApiServer server;

    @BeforeAll
    static void startServer() {
        server = new ApiServer(POSTGRES.settings());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }
}
