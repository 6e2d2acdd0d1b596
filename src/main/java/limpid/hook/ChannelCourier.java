package limpid.hook;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.alert.AlertKind;
import limpid.alert.Channel;
import limpid.alert.Channel.Kind;
import limpid.alert.Severity;
import limpid.store.Channels;
import limpid.store.Channels.Claimed;
import limpid.store.Channels.Message;
import limpid.store.Channels.Numbered;
import limpid.store.StoreUnavailable;

/**
 * Writes the messages of channels and takes them there. What waits for a robot goes in one message, which groups the alerts
 * of a moment and keeps within the twenty messages a minute that robots take. A message is repeated until it is taken, for a
 * day at most. Several may work, in one process or many.
 */
public final class ChannelCourier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChannelCourier.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration REMIND_AGAIN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HELD = Duration.ofSeconds(60);
    private static final Duration PACE = Duration.ofSeconds(3);
    private static final int AT_ONCE = 200;

    private final Channels channels;
    private final Destinations destinations;
    private final MailSender mail;
    private final Function<AlertKind, Severity> severities;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Rounds rounds = new Rounds("channels", LOOK_AGAIN, "the messages of channels", this::turn);

    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private Instant reminded = Instant.EPOCH;

    /**
     * A courier that is not yet running.
     *
     * @param severities of kinds, as they are today
     */
    public ChannelCourier(
            Channels channels,
            Destinations destinations,
            MailSender mail,
            Function<AlertKind, Severity> severities,
            InstantSource clock) {
        this.channels = channels;
        this.destinations = destinations;
        this.mail = mail;
        this.severities = severities;
        this.clock = clock;
    }

    /** Begins to deliver. */
    public void start() {
        rounds.start();
    }

    /** What is due next is looked for after a pause, also where something was found: robots take twenty messages a minute. */
    private boolean turn() {
        Instant now = clock.instant();
        boolean remind = !now.isBefore(reminded.plus(REMIND_AGAIN));
        channels.relay(AT_ONCE, remind, now, new MessageWriter(severities, now));
        reminded = remind ? now : reminded;
        channels.claim(busy, HELD).forEach(claimed -> {
            busy.add(claimed.channel().name());
            senders.execute(() -> deliver(claimed));
        });
        return false;
    }

    private void deliver(Claimed claimed) {
        Channel channel = claimed.channel();
        List<Long> ids = claimed.messages().stream().map(Numbered::id).toList();
        try {
            String complaint = send(claimed);
            if (complaint.isEmpty()) {
                channels.delivered(channel.name(), ids);
            } else {
                channels.failed(channel.name(), ids, complaint);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "the outcome of messages of {0} is not kept: {1}", channel, e.getMessage());
        } finally {
            busy.remove(channel.name());
        }
    }

    /** What the channel has against it; empty where it took it. No complaint shows an address, which holds keys. */
    private String send(Claimed claimed) {
        Channel channel = claimed.channel();
        try {
            if (channel.kind() == Kind.MAIL) {
                return mail.send(channel.mailAddresses(), title(claimed), text(claimed));
            }
            URI uri = URI.create(channel.address());
            String forbidden = destinations.complaint(uri);
            return forbidden.isEmpty() ? post(claimed, uri) : forbidden;
        } catch (IllegalArgumentException e) {
            return "the address cannot be used";
        } catch (IOException e) {
            return "no answer: " + e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    private String post(Claimed claimed, URI uri) throws IOException, InterruptedException {
        Channel channel = claimed.channel();
        HttpRequest.Builder request = channel.kind() == Kind.WEBHOOK
                ? webhook(channel, claimed.messages().getFirst(), uri)
                : Robots.request(channel, text(claimed), clock.instant());
        HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            return "answered HTTP " + answer.statusCode();
        }
        if (channel.kind() == Kind.WEBHOOK) {
            return "";
        }
        // Held until then, so that the next one is a while later: robots take twenty messages a minute.
        Thread.sleep(claimed.messages().getFirst().message().event().equals(Message.TEST) ? Duration.ZERO : PACE);
        return Robots.complaint(channel.kind(), answer.body());
    }

    private HttpRequest.Builder webhook(Channel channel, Numbered call, URI uri) {
        Message message = call.message();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.document()));
        Signature.sign(request, call.id(), message.event(), message.document(), channel.secret(), clock.instant());
        return request;
    }

    private static String title(Claimed claimed) {
        List<Numbered> messages = claimed.messages();
        String first = messages.getFirst().message().title();
        return messages.size() == 1 ? first : first + " 等 " + messages.size() + " 条";
    }

    private static String text(Claimed claimed) {
        return claimed.messages().stream().map(one -> one.message().body()).collect(Collectors.joining("\n\n"));
    }

    /** Finishes the messages in hand, then ends. */
    @Override
    public void close() {
        rounds.close();
        senders.close();
        client.close();
    }
}
