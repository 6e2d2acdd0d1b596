package limpid.store.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to the primary among the servers that an address names. A server that was overtaken, because another one was promoted
 * in its place, is refused when it comes back as if nothing had happened: each promotion begins a timeline of a higher number, and
 * this process goes back to none that is lower than one it has seen of the same database.
 */
public final class PrimaryServer implements DataSource {
    /** A server that does not answer must not hold up those that do. */
    private static final int SECONDS_TO_CONNECT = 2;

    private static final String CONNECTION_FAILURE = "08001";
    private static final String WHO = """
            SELECT system_identifier, pg_is_in_recovery(),
                   CASE WHEN pg_is_in_recovery() THEN 0
                        ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END
            FROM pg_control_system()
            """;

    /** The newest timeline seen of each database, by its identifier. */
    private static final Map<Long, Integer> NEWEST = new ConcurrentHashMap<>();

    private final List<PGSimpleDataSource> servers;

    /**
     * Of one server or several.
     *
     * @param url        {@code jdbc:postgresql://host,host/database?...}; its {@code targetServerType} has no meaning here
     * @param properties further ones of the driver
     */
    public PrimaryServer(String url, String user, String password, Map<String, String> properties) {
        PGSimpleDataSource all = server(url, user, password, properties);
        String[] hosts = all.getServerNames();
        int[] ports = all.getPortNumbers();
        List<PGSimpleDataSource> each = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            PGSimpleDataSource one = server(url, user, password, properties);
            one.setServerNames(new String[] {hosts[i]});
            one.setPortNumbers(new int[] {ports[i]});
            one.setTargetServerType("any");
            if (hosts.length > 1 && !url.contains("connectTimeout")) {
                one.setConnectTimeout(SECONDS_TO_CONNECT);
            }
            each.add(one);
        }
        servers = List.copyOf(each);
    }

    private static PGSimpleDataSource server(String url, String user, String password, Map<String, String> properties) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        server.setUser(user);
        server.setPassword(password);
        properties.forEach((name, value) -> set(server, name, value));
        return server;
    }

    private static void set(PGSimpleDataSource server, String name, String value) {
        try {
            server.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalArgumentException("no property " + name + " of the driver", e);
        }
    }

    /** A server as it answers. */
    private record Answer(Connection connection, long database, boolean standby, int timeline) {
        /** Whether it was overtaken by one that this process has seen. */
        boolean overtaken() {
            return timeline < NEWEST.getOrDefault(database, 0);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        List<Answer> answers = new ArrayList<>();
        SQLException none = new SQLTransientConnectionException(
                "no primary among " + servers.stream().map(PrimaryServer::name).toList(), CONNECTION_FAILURE);
        ask(answers, none);
        Answer chosen = answers.stream()
                .filter(answer -> !answer.standby && !answer.overtaken())
                .max(Comparator.comparing(Answer::timeline))
                .orElse(null);
        for (Answer answer : answers) {
            if (answer != chosen) {
                close(answer.connection);
            }
        }
        if (chosen == null) {
            if (servers.size() == 1 && none.getNextException() != null) {
                throw none.getNextException();
            }
            throw none;
        }
        NEWEST.merge(chosen.database, chosen.timeline, Math::max);
        return chosen.connection;
    }

    /** Several at once. */
    private void ask(List<Answer> answers, SQLException none) {
        if (servers.size() == 1) {
            add(() -> ask(servers.getFirst()), answers, none);
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> asked = servers.stream()
                    .map(server -> threads.submit(() -> ask(server)))
                    .toList();
            asked.forEach(future -> add(() -> of(future), answers, none));
        }
    }

    /** How to get an answer. */
    private interface Asking {
        Answer get() throws SQLException;
    }

    private static void add(Asking asking, List<Answer> answers, SQLException none) {
        try {
            Answer answer = asking.get();
            if (answer.standby) {
                none.setNextException(new SQLTransientConnectionException("a standby", CONNECTION_FAILURE));
            } else if (answer.overtaken()) {
                none.setNextException(new SQLTransientConnectionException(
                        "a primary of timeline " + answer.timeline + ", which was overtaken; it must not be written to",
                        CONNECTION_FAILURE));
            }
            answers.add(answer);
        } catch (SQLException e) {
            none.setNextException(e);
        }
    }

    private static Answer of(Future<Answer> future) throws SQLException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException why) {
                throw why;
            }
            throw new IllegalStateException("asking a server", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while connecting", CONNECTION_FAILURE, e);
        }
    }

    private static Answer ask(PGSimpleDataSource server) throws SQLException {
        Connection connection = server.getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet who = statement.executeQuery(WHO)) {
            who.next();
            return new Answer(connection, who.getLong(1), who.getBoolean(2), who.getInt(3));
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no use any more.
        }
    }

    private static String name(PGSimpleDataSource server) {
        return server.getServerNames()[0] + ":" + server.getPortNumbers()[0];
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("it has one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The driver says what it has to say to java.util.logging.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        servers.forEach(server -> server.setLoginTimeout(seconds));
    }

    @Override
    public int getLoginTimeout() {
        return servers.getFirst().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the driver has its own");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
