package limpid.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database and the broker of the service that is measured. */
public record BenchTarget(
        String dbUrl, String dbUser, String dbPassword, String mqttUrl, String mqttUser, String mqttPassword) {
    Connection connect() throws SQLException {
        return DriverManager.getConnection(dbUrl, dbUser, dbPassword);
    }

    /** The same with this broker, which lets everybody in. */
    public BenchTarget at(BenchBroker broker) {
        return new BenchTarget(dbUrl, dbUser, dbPassword, "tcp://127.0.0.1:" + broker.port(), "", "");
    }

    byte[] mqttPasswordBytes() {
        return mqttPassword.getBytes(StandardCharsets.UTF_8);
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return "BenchTarget[" + dbUrl + ", " + mqttUrl + "]";
    }
}
