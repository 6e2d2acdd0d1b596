package limpid.store.postgres;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.measure.LocalDay;
import limpid.measure.Refusal;
import limpid.store.Arrival;
import limpid.store.Committed;

/** Accounts for what arrived: refused messages whole, and the ledger. */
final class Desk {
    private static final String KEEP_MESSAGE = Sql.of("keepRefusedMessage");
    private static final String KEEP_REFUSAL = Sql.of("keepRefusal");
    private static final String ADD_TO_LEDGER = Sql.of("addToLedger");
    private static final Comparator<Arrival> MESSAGE_ORDER = Comparator.comparing(
                    (Arrival arrival) -> arrival.payload().topic())
            .thenComparing(arrival -> arrival.payload().bytes(), Arrays::compare);
    private static final String STATION_CODES = "SELECT id, code FROM station WHERE id = ANY (?)";

    /**
     * Accounts for a batch within its transaction.
     *
     * @param stored  new readings by station id
     * @param revised revised readings by station id
     */
    Committed record(
            List<Arrival> arrivals, Map<Integer, Long> stored, Map<Integer, Long> revised, Connection connection)
            throws SQLException {
        for (Arrival arrival : refused(arrivals)) {
            keep(arrival, connection);
        }
        return addToLedger(accounts(arrivals, byCode(stored, connection), byCode(revised, connection)), connection);
    }

    /** In one order, so that two batches that hold the same messages never lock each other. */
    private static List<Arrival> refused(List<Arrival> arrivals) {
        return arrivals.stream()
                .filter(arrival -> !arrival.refusals().isEmpty())
                .sorted(MESSAGE_ORDER)
                .toList();
    }

    private static void keep(Arrival arrival, Connection connection) throws SQLException {
        long message = keepMessage(arrival, connection);
        try (PreparedStatement statement = connection.prepareStatement(KEEP_REFUSAL)) {
            for (Refusal refusal : arrival.refusals()) {
                statement.setLong(1, message);
                statement.setString(2, refusal.place());
                statement.setString(3, refusal.reason().code());
                statement.setString(4, refusal.detail());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static long keepMessage(Arrival arrival, Connection connection) throws SQLException {
        OffsetDateTime at = arrival.payload().receivedAt().atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(KEEP_MESSAGE)) {
            statement.setString(1, arrival.station());
            statement.setString(2, arrival.payload().topic());
            statement.setBytes(3, arrival.payload().bytes());
            statement.setBytes(4, sha256(arrival.payload().bytes()));
            statement.setString(5, arrival.payload().origin());
            statement.setObject(6, at);
            statement.setObject(7, at);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Long> byCode(Map<Integer, Long> byId, Connection connection) throws SQLException {
        Map<String, Long> byCode = new HashMap<>();
        if (byId.isEmpty()) {
            return byCode;
        }
        try (PreparedStatement statement = connection.prepareStatement(STATION_CODES)) {
            statement.setArray(1, connection.createArrayOf("int4", byId.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byCode.put(rows.getString(2), byId.getOrDefault(rows.getInt(1), 0L));
                }
            }
        }
        return byCode;
    }

    /** One line of the ledger in the making. */
    private static final class Account {
        private long received;
        private long refused;
        private long stored;
        private long revised;
        private Instant last = Instant.MIN;

        void add(Arrival arrival) {
            received += arrival.received();
            refused += arrival.refusals().size();
            Instant at = arrival.payload().receivedAt();
            last = at.isAfter(last) ? at : last;
        }

        long duplicate() {
            return received - refused - stored - revised;
        }

        LocalDate day() {
            return last.atZone(LocalDay.CHINA).toLocalDate();
        }

        Committed committed() {
            return new Committed(stored, duplicate(), revised, refused);
        }
    }

    /** By station in the order of codes, so that two batches never lock each other. */
    private static TreeMap<String, Account> accounts(
            List<Arrival> arrivals, Map<String, Long> stored, Map<String, Long> revised) {
        TreeMap<String, Account> accounts = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            accounts.computeIfAbsent(arrival.station(), station -> new Account())
                    .add(arrival);
        }
        accounts.forEach((station, account) -> {
            account.stored = stored.getOrDefault(station, 0L);
            account.revised = revised.getOrDefault(station, 0L);
        });
        return accounts;
    }

    private static Committed addToLedger(TreeMap<String, Account> accounts, Connection connection) throws SQLException {
        List<Account> ordered = new ArrayList<>(accounts.values());
        try (PreparedStatement statement = connection.prepareStatement(ADD_TO_LEDGER)) {
            statement.setArray(
                    1, connection.createArrayOf("text", accounts.keySet().toArray()));
            statement.setArray(
                    2,
                    array(
                            connection,
                            "date",
                            ordered.stream()
                                    .map(a -> (Object) a.day().toString())
                                    .toArray()));
            statement.setArray(
                    3,
                    array(
                            connection,
                            "int8",
                            ordered.stream().map(a -> (Object) a.received).toArray()));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "int8",
                            ordered.stream().map(a -> (Object) a.stored).toArray()));
            statement.setArray(
                    5,
                    array(
                            connection,
                            "int8",
                            ordered.stream().map(a -> (Object) a.duplicate()).toArray()));
            statement.setArray(
                    6,
                    array(
                            connection,
                            "int8",
                            ordered.stream().map(a -> (Object) a.revised).toArray()));
            statement.setArray(
                    7,
                    array(
                            connection,
                            "int8",
                            ordered.stream().map(a -> (Object) a.refused).toArray()));
            statement.setArray(
                    8,
                    array(
                            connection,
                            "timestamptz",
                            ordered.stream()
                                    .map(a -> (Object) a.last.toString())
                                    .toArray()));
            statement.executeUpdate();
        }
        return ordered.stream().map(Account::committed).reduce(Committed.NONE, Committed::plus);
    }

    private static Array array(Connection connection, String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
