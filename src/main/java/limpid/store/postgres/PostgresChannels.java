package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.alert.Channel;
import limpid.alert.Channel.Filter;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.Notice;
import limpid.alert.Channel.QuietHours;
import limpid.alert.Channel.Reminder;
import limpid.alert.MessageTemplate;
import limpid.alert.Severity;
import limpid.measure.Medium;
import limpid.store.Channels;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Channels in PostgreSQL. */
public final class PostgresChannels implements Channels {
    private final DataSource database;

    /** Those of this database. */
    public PostgresChannels(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Kept> all() {
        return Query.named("channels").list(database, PostgresChannels::kept);
    }

    @Override
    public Optional<Kept> find(String name) {
        return all().stream().filter(kept -> kept.channel().name().equals(name)).findFirst();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                channel(row),
                Column.instant(row, "changed_at"),
                row.getString("changed_by"),
                row.getInt("failures"),
                Column.optionalInstant(row, "failing_since"),
                row.getString("last_error"),
                Column.optionalInstant(row, "last_delivered"));
    }

    private static Channel channel(ResultSet row) throws SQLException {
        LocalTime quietFrom = row.getObject("quiet_from", LocalTime.class);
        LocalTime quietTo = row.getObject("quiet_to", LocalTime.class);
        return new Channel(
                row.getString("name"),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("address"),
                row.getString("secret"),
                new Filter(
                        new LinkedHashSet<>(Column.texts(row, "cities")),
                        Column.texts(row, "media").stream()
                                .map(code -> Medium.of(code).orElseThrow())
                                .collect(Collectors.toSet()),
                        Severity.of(row.getString("least_severity")).orElseThrow()),
                new MessageTemplate(row.getString("template")),
                quietFrom == null || quietTo == null ? null : new QuietHours(quietFrom, quietTo),
                new Reminder(
                        minutes(Column.integer(row, "repeat_minutes")),
                        minutes(Column.integer(row, "escalate_minutes")),
                        row.getString("escalate_to")),
                Column.texts(row, "notices").stream()
                        .map(code -> Notice.of(code).orElseThrow())
                        .collect(Collectors.toSet()),
                row.getBoolean("enabled"));
    }

    private static @Nullable Duration minutes(@Nullable Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    private static @Nullable Integer minutes(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toMinutes();
    }

    @Override
    public void put(Channel channel, Instant at, String by) {
        QuietHours quiet = channel.quiet();
        Query.named("putChannel")
                .with("name", channel.name())
                .with("kind", channel.kind().code())
                .with("address", channel.address())
                .with("secret", channel.secret())
                .with("cities", List.copyOf(channel.filter().cities()))
                .with(
                        "media",
                        channel.filter().media().stream().map(Medium::code).toList())
                .with("least", channel.filter().least().code())
                .with("template", channel.template().text())
                .with("quietFrom", quiet == null ? null : quiet.from().toString())
                .with("quietTo", quiet == null ? null : quiet.to().toString())
                .with("repeat", minutes(channel.reminder().repeat()))
                .with("escalate", minutes(channel.reminder().escalate()))
                .with("escalateTo", channel.reminder().to())
                .with("notices", channel.notices().stream().map(Notice::code).toList())
                .with("enabled", channel.enabled())
                .with("at", at)
                .with("by", by)
                .update(database);
    }

    @Override
    public boolean remove(String name) {
        return Transaction.of(database, "removing a channel", open -> {
            boolean removed = Query.named("removeChannel").with("name", name).update(open) > 0;
            if (removed) {
                Query.named("giveUpChannel").with("name", name).update(open);
            }
            return removed;
        });
    }

    @Override
    public int relay(int most, boolean remind, Instant now, Writing writing) {
        return Transaction.of(database, "writing messages of alerts", open -> relay(most, remind, now, writing, open));
    }

    private static int relay(int most, boolean remind, Instant now, Writing writing, Connection connection)
            throws SQLException {
        Map<String, Kept> channels = new LinkedHashMap<>();
        Query.named("channels")
                .list(connection, PostgresChannels::kept)
                .forEach(kept -> channels.put(kept.channel().name(), kept));
        List<Long> relayed = new ArrayList<>();
        List<Change> changes = new ArrayList<>(
                Query.named("unrelayedAlerts").with("most", most).list(connection, row -> {
                    relayed.add(row.getLong("id"));
                    return change(row, null, row.getBoolean("snoozed"));
                }));
        if (remind && !channels.isEmpty() && isReminding(connection)) {
            changes.addAll(Query.named("remindedAlerts")
                    .with("now", now)
                    .list(connection, row -> change(row, row.getString("channel"), false)));
        }
        for (Change change : changes) {
            for (Due due : writing.write(change, channels)) {
                add(due.message(), now, due.at(), connection);
            }
        }
        if (!relayed.isEmpty()) {
            Query.named("relayedAlerts").with("ids", relayed).with("now", now).update(connection);
        }
        return changes.size();
    }

    /** One instance reminds at a time, so that nobody is reminded twice. */
    private static boolean isReminding(Connection connection) throws SQLException {
        return Query.text("reminding", "SELECT pg_try_advisory_xact_lock(hashtext('limpid reminders'))")
                .list(connection, row -> row.getBoolean(1))
                .getFirst();
    }

    private static Change change(ResultSet row, @Nullable String channel, boolean snoozed) throws SQLException {
        String medium = row.getString("medium");
        return new Change(
                row.getLong("alert_id"),
                row.getString("event"),
                channel,
                row.getString("body"),
                medium == null ? null : Medium.of(medium).orElseThrow(),
                snoozed,
                row.getString("name_zh"));
    }

    @Override
    public long add(Message message, Instant now, Instant due) {
        try (Connection connection = database.getConnection()) {
            return add(message, now, due, connection);
        } catch (SQLException e) {
            throw Failure.of("adding a message", e);
        }
    }

    private static long add(Message message, Instant now, Instant due, Connection connection) throws SQLException {
        return Query.named("addMessage")
                .with("channel", message.channel())
                .with("alertId", message.alertId())
                .with("event", message.event())
                .with("title", message.title())
                .with("body", message.body())
                .with("document", message.document())
                .with("now", now)
                .with("due", due)
                .list(connection, row -> row.getLong("id"))
                .getFirst();
    }

    @Override
    public boolean addOnce(String once, List<Message> messages, Instant now) {
        return Transaction.of(database, "adding notices", open -> {
            boolean first = Query.named("noticeOnce")
                            .with("once", once)
                            .with("now", now)
                            .update(open)
                    > 0;
            for (Message message : first ? messages : List.<Message>of()) {
                add(message, now, now, open);
            }
            return first;
        });
    }

    @Override
    public List<Claimed> claim(Collection<String> busy, Duration held) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        Map<String, List<Numbered>> messages = new LinkedHashMap<>();
        Query.named("claimMessages")
                .with("busy", List.copyOf(busy))
                .with("held", held.toString())
                .list(database, row -> {
                    Channel channel = channel(row);
                    channels.put(channel.name(), channel);
                    return messages.computeIfAbsent(channel.name(), name -> new ArrayList<>())
                            .add(new Numbered(row.getLong("id"), message(row)));
                });
        return channels.values().stream()
                .map(channel -> new Claimed(channel, messages.getOrDefault(channel.name(), List.of())))
                .toList();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("channel"),
                Column.wholeNumber(row, "alert_id"),
                row.getString("event"),
                row.getString("title"),
                row.getString("body"),
                row.getString("document"));
    }

    @Override
    public void delivered(String channel, List<Long> ids) {
        Query.named("messagesDelivered")
                .with("channel", channel)
                .with("ids", ids)
                .update(database);
    }

    @Override
    public void failed(String channel, List<Long> ids, String error) {
        Query.named("messagesFailed")
                .with("channel", channel)
                .with("ids", ids)
                .with("error", error)
                .update(database);
    }

    @Override
    public Slice<Logged, Long> log(@Nullable String channel, long before, int limit) {
        return Slice.of(log(channel, null, before, limit + 1), limit, Logged::id);
    }

    @Override
    public Optional<Logged> message(long id) {
        return log(null, id, Long.MAX_VALUE, 1).stream().findFirst();
    }

    private List<Logged> log(@Nullable String channel, @Nullable Long id, long before, int limit) {
        return Query.named("messages")
                .with("channel", channel)
                .with("id", id)
                .with("before", before)
                .with("limit", limit)
                .list(
                        database,
                        row -> new Logged(
                                row.getLong("id"),
                                message(row),
                                Column.instant(row, "created_at"),
                                row.getInt("attempts"),
                                row.getString("last_error"),
                                Column.optionalInstant(row, "delivered_at"),
                                Column.optionalInstant(row, "given_up_at")));
    }

    @Override
    public Counts counts() {
        return Query.named("channelCounts")
                .with("dead", DEAD_AFTER)
                .list(database, row -> new Counts(row.getLong("dead"), row.getLong("waiting")))
                .getFirst();
    }
}
