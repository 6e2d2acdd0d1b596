package limpid.store.postgres;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
import java.util.Objects;
import java.util.TreeMap;
import limpid.measure.LocalDay;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.RefusedRoom;

/** Accounts for what arrived: refused messages whole, and the ledger. */
final class Arrivals {
    private static final String KEEP_MESSAGE = Sql.of("keepRefusedMessage");
    private static final String KEEP_REFUSAL = Sql.of("keepRefusal");
    private static final String ADD_TO_LEDGER = Sql.of("addToLedger");
    private static final String OWNERS = Sql.of("refusedOwners");
    private static final String ACCOUNT = Sql.of("refusedAccount");
    private static final String STRANGERS = "";

    /** What is kept of a message that is not kept whole. */
    private static final int BEGINNING = 1024;

    /** Longer messages are never kept whole: nobody can look at one without a hundred of its length in memory. */
    private static final int LONGEST_WHOLE = 8 * 1024 * 1024;

    private static final Comparator<Arrival> MESSAGE_ORDER = Comparator.comparing(Arrival::station)
            .thenComparing(arrival -> arrival.payload().topic())
            .thenComparing(arrival -> arrival.payload().bytes(), Arrays::compare);
    private static final String STATION_CODES = "SELECT id, code FROM station WHERE id = ANY (?)";

    private final RefusedRoom room;

    Arrivals(RefusedRoom room) {
        this.room = room;
    }

    /**
     * Accounts for a batch within its transaction.
     *
     * @param stored  new readings by station id
     * @param revised revised readings by station id
     */
    Committed record(
            List<Arrival> arrivals, Map<Integer, Long> stored, Map<Integer, Long> revised, Connection connection)
            throws SQLException {
        keep(refused(arrivals), connection);
        return addToLedger(accounts(arrivals, byCode(stored, connection), byCode(revised, connection)), connection);
    }

    /** In one order, so that two batches that hold the same messages never lock each other. */
    private static List<Arrival> refused(List<Arrival> arrivals) {
        return arrivals.stream()
                .filter(arrival -> !arrival.refusals().isEmpty())
                .sorted(MESSAGE_ORDER)
                .toList();
    }

    /** What is kept of the refused messages of one sender; a limit reached is remembered for the alert. */
    private static final class Owner {
        private final long most;
        private long bytes;
        private long more;
        private boolean cut;
        private boolean overload;
        private boolean periods;
        private Instant last = Instant.MIN;

        Owner(long bytes, long most) {
            this.bytes = bytes;
            this.most = most;
        }

        byte[] kept(byte[] payload) {
            return payload.length <= LONGEST_WHOLE && bytes + more + payload.length <= most
                    ? payload
                    : Arrays.copyOf(payload, Math.min(payload.length, BEGINNING));
        }

        void note(Arrival arrival) {
            Instant at = arrival.payload().receivedAt();
            last = at.isAfter(last) ? at : last;
            overload |= has(arrival, Reason.OVERLOAD);
            periods |= has(arrival, Reason.TOO_MANY_PERIODS);
        }

        private static boolean has(Arrival arrival, Reason reason) {
            return arrival.refusals().stream().anyMatch(refusal -> refusal.reason() == reason);
        }
    }

    private void keep(List<Arrival> refused, Connection connection) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        Map<String, Owner> owners = owners(refused, connection);
        for (Arrival arrival : refused) {
            Owner owner = owners.getOrDefault(arrival.station(), owners.get(STRANGERS));
            keep(arrival, Objects.requireNonNull(owner), connection);
        }
        for (Map.Entry<String, Owner> owner : owners.entrySet()) {
            account(owner.getKey(), owner.getValue(), connection);
        }
    }

    private Map<String, Owner> owners(List<Arrival> refused, Connection connection) throws SQLException {
        Map<String, Owner> owners = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            refused.stream().map(Arrival::station).distinct().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    owners.put(
                            name,
                            new Owner(
                                    rows.getLong(2),
                                    name.equals(STRANGERS) ? room.strangersBytes() : room.stationBytes()));
                }
            }
        }
        return owners;
    }

    private static void account(String name, Owner owner, Connection connection) throws SQLException {
        OffsetDateTime last = owner.last.atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNT)) {
            statement.setLong(1, owner.more);
            statement.setBoolean(2, owner.cut);
            statement.setObject(3, last);
            statement.setBoolean(4, owner.overload);
            statement.setObject(5, last);
            statement.setBoolean(6, owner.periods);
            statement.setObject(7, last);
            statement.setString(8, name);
            statement.executeUpdate();
        }
    }

    private static void keep(Arrival arrival, Owner owner, Connection connection) throws SQLException {
        owner.note(arrival);
        long message = keepMessage(arrival, owner, connection);
        try (PreparedStatement statement = connection.prepareStatement(KEEP_REFUSAL)) {
            for (Refusal refusal : arrival.refusals()) {
                statement.setLong(1, message);
                statement.setString(2, refusal.place());
                statement.setString(3, refusal.reason().code());
                statement.setString(4, refusal.detail());
                statement.setLong(5, refusal.count());
                statement.setArray(6, array(connection, "text", refusal.places().toArray()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static long keepMessage(Arrival arrival, Owner owner, Connection connection) throws SQLException {
        byte[] payload = arrival.payload().bytes();
        byte[] kept = owner.kept(payload);
        OffsetDateTime at = arrival.payload().receivedAt().atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(KEEP_MESSAGE)) {
            statement.setString(1, arrival.station());
            statement.setString(2, arrival.payload().topic());
            statement.setBytes(3, kept);
            statement.setBytes(4, sha256(payload));
            statement.setString(5, arrival.payload().origin());
            statement.setObject(6, at);
            statement.setObject(7, at);
            statement.setLong(8, arrival.refused());
            statement.setObject(9, kept.length == payload.length ? null : payload.length, Types.INTEGER);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                if (row.getInt(2) == 1) {
                    owner.more += kept.length;
                    owner.cut |= kept.length < payload.length;
                } else {
                    forgetRefusals(id, connection);
                }
                return id;
            }
        }
    }

    /** It came again: what holds now takes the place of what was found before. */
    private static void forgetRefusals(long message, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM refusal WHERE message_id = ?")) {
            statement.setLong(1, message);
            statement.executeUpdate();
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
            refused += arrival.refused();
            Instant at = arrival.payload().receivedAt();
            last = at.isAfter(last) ? at : last;
        }

        long duplicate() {
            return received - refused - stored - revised;
        }

        LocalDate day() {
            return LocalDay.dateAt(last);
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
