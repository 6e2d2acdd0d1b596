package limpid.api.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limpid.alert.Channel;
import limpid.alert.Channel.Filter;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.Notice;
import limpid.alert.Channel.QuietHours;
import limpid.alert.Channel.Reminder;
import limpid.alert.MessageTemplate;
import limpid.alert.Severity;
import limpid.api.alert.ChannelView.MessageView;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.measure.Medium;
import limpid.people.Role;
import limpid.store.Channels;
import limpid.store.Channels.Kept;
import limpid.store.Channels.Logged;
import limpid.store.Channels.Message;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Channels of notices 通知渠道: by which ways people are told of alerts. */
@Controller("/api/v1")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "channels")
public class ChannelsController {
    private static final String LOG = "channel-messages";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Channels channels;
    private final SettingChannel setting;
    private final Rights rights;
    private final InstantSource clock;
    private final ObjectMapper json;

    ChannelsController(
            Channels channels, SettingChannel setting, Rights rights, InstantSource clock, ObjectMapper json) {
        this.channels = channels;
        this.setting = setting;
        this.rights = rights;
        this.clock = clock;
        this.json = json;
    }

    /** All channels by name, without their secrets; the webhook of the settings is one of them. */
    @Get(uris = {"/channels", "/channels.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<ChannelView>> list(HttpRequest<?> request) {
        List<ChannelView> views = new ArrayList<>();
        setting.channel()
                .map(channel -> new Kept(channel, Instant.EPOCH, "", 0, null, "", null))
                .ifPresent(kept -> views.add(ChannelView.of(kept, true)));
        channels.all().forEach(kept -> views.add(ChannelView.of(kept, false)));
        return Answers.list(request, Page.whole(views, ChannelView.csv()));
    }

    /**
     * What channels were told and are still to be told, the newest first.
     *
     * @param channel only of this one
     * @param limit   at most so many, 1 to 10000, usually 100
     * @param cursor  the {@code next} of the answer before
     */
    @Get(uris = {"/channels/log", "/channels/log.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<MessageView>> log(
            HttpRequest<?> request,
            @Nullable @QueryValue String channel,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Slice<Logged, Long> slice =
                channels.log(channel, Cursor.read(LOG, cursor, Long.MAX_VALUE, Long::valueOf), Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, MessageView::of, id -> Cursor.of(LOG, id.toString()), MessageView.csv()));
    }

    /** Makes a channel or changes all of it but the address and the secret where they are left out. */
    @Put("/channels/{name}")
    @SecurityRequirement(name = ApiDescription.KEY)
    public ChannelView put(String name, @Body ChannelRequest body, Authentication holder) {
        Optional<Channel> before = channels.find(name).map(Kept::channel);
        before.ifPresent(channel -> requireCities(holder, channel));
        Channel channel = Members.checked(() -> channel(name, body, before));
        requireCities(holder, channel);
        requireKnown(channel.reminder().to());
        channels.put(channel, clock.instant().truncatedTo(ChronoUnit.MICROS), holder.getName());
        return ChannelView.of(require(name), false);
    }

    private void requireKnown(String other) {
        if (!other.isEmpty() && channels.find(other).isEmpty()) {
            throw Members.bad("escalateTo", "there is no channel '" + other + "'");
        }
    }

    /** Removes a channel; what it was told stays in the log. */
    @Delete("/channels/{name}")
    @Status(HttpStatus.NO_CONTENT)
    @SecurityRequirement(name = ApiDescription.KEY)
    public void remove(String name, Authentication holder) {
        requireCities(holder, require(name).channel());
        if (!channels.remove(name)) {
            throw new Problem.Exception(Type.CONTRADICTION, "another channel escalates to '" + name + "'", Map.of());
        }
    }

    /** Sends a test message at once, also by a channel that is off, and tells the outcome. */
    @Post("/channels/{name}/test")
    @SecurityRequirement(name = ApiDescription.KEY)
    public MessageView test(String name, Authentication holder) throws InterruptedException {
        Channel channel = require(name).channel();
        requireCities(holder, channel);
        Instant now = clock.instant();
        String title = "【测试】Limpid 清澈";
        String text = "【测试】通知渠道 " + name + " 测试消息，由 " + holder.getName() + " 发出";
        String document = json.createObjectNode()
                .put("event", Message.TEST)
                .put("channel", name)
                .put("text", text)
                .toString();
        long id = channels.add(new Message(name, null, Message.TEST, title, text, document), now, now);
        Instant last = now.plus(PATIENCE);
        Logged logged = channels.message(id).orElseThrow();
        while (logged.deliveredAt() == null
                && logged.givenUpAt() == null
                && clock.instant().isBefore(last)) {
            Thread.sleep(LOOK_AGAIN);
            logged = channels.message(id).orElseThrow();
        }
        return MessageView.of(logged);
    }

    private Kept require(String name) {
        return channels.find(name)
                .orElseThrow(() ->
                        new Problem.Exception(Type.UNKNOWN_CHANNEL, "there is no channel '" + name + "'", Map.of()));
    }

    private void requireCities(Authentication holder, Channel channel) {
        if (channel.filter().cities().isEmpty()) {
            rights.requireEverywhere(holder, "a channel without cities is of all places");
        }
        channel.filter().cities().forEach(city -> rights.requireCity(holder, city));
    }

    private static Channel channel(String name, ChannelRequest body, Optional<Channel> before) {
        Kind kind = read("kind", body.kind, Kind::of, "one of " + Kind.codes());
        String address = Optional.ofNullable(body.address)
                .map(String::strip)
                .or(() -> before.map(Channel::address))
                .orElse("");
        String secret = Optional.ofNullable(body.secret)
                .or(() -> before.map(Channel::secret))
                .orElse("");
        Channel channel = new Channel(
                name,
                kind,
                address,
                secret,
                new Filter(
                        Set.copyOf(texts("cities", body.cities)),
                        all("media", body.media, Medium::of, "of air, water, noise"),
                        body.severity == null
                                ? Severity.NOTICE
                                : read("severity", body.severity, Severity::of, "one of " + Severity.CODES)),
                body.template == null || body.template.isBlank()
                        ? MessageTemplate.DEFAULT
                        : new MessageTemplate(body.template),
                quiet(body.quietFrom, body.quietTo),
                new Reminder(
                        minutes(body.repeatMinutes),
                        minutes(body.escalateMinutes),
                        body.escalateTo == null ? "" : body.escalateTo),
                all("notices", body.notices, Notice::of, "of daily, weekly, monthly, halfYear"),
                body.enabled == null || body.enabled);
        requireAddress(channel);
        return channel;
    }

    private static void requireAddress(Channel channel) {
        boolean good = channel.kind() == Kind.MAIL
                ? !channel.mailAddresses().isEmpty()
                        && channel.mailAddresses().stream().allMatch(one -> one.matches("[^\\s@,<>\"]+@[^\\s@,<>\"]+"))
                : isWeb(channel.address());
        if (!good) {
            throw Members.bad(
                    "address",
                    channel.kind() == Kind.MAIL
                            ? "mail addresses apart by commas are needed"
                            : "an address such as https://desk.example/limpid is needed");
        }
    }

    private static boolean isWeb(String address) {
        try {
            URI uri = URI.create(address);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable QuietHours quiet(@Nullable String from, @Nullable String to) {
        if ((from == null) != (to == null)) {
            throw Members.bad("quietFrom", "goes with quietTo");
        }
        return from == null || to == null ? null : new QuietHours(time("quietFrom", from), time("quietTo", to));
    }

    private static LocalTime time(String member, String text) {
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw Members.bad(member, "a local time such as 22:00 is needed");
        }
        return LocalTime.parse(text);
    }

    private static @Nullable Duration minutes(@Nullable Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    private static <T> T read(
            String member, @Nullable String text, Function<String, Optional<T>> reading, String expected) {
        return Optional.ofNullable(text)
                .flatMap(reading)
                .orElseThrow(() -> Members.bad(member, expected + " is needed"));
    }

    private static <T> Set<T> all(
            String member,
            @Nullable List<@Nullable String> texts,
            Function<String, Optional<T>> reading,
            String expected) {
        Set<T> all = new HashSet<>();
        texts(member, texts).forEach(text -> all.add(read(member, text, reading, "a list " + expected)));
        return all;
    }

    private static List<String> texts(String member, @Nullable List<@Nullable String> texts) {
        List<String> all = new ArrayList<>();
        for (String text : texts == null ? List.<@Nullable String>of() : texts) {
            if (text == null || text.isBlank()) {
                throw Members.bad(member, "holds nothing in a place");
            }
            all.add(text);
        }
        return all.stream().distinct().toList();
    }

    /**
     * A channel.
     *
     * @param kind      mail, wecom, dingtalk, feishu or webhook
     * @param address   of the web, or mail addresses apart by commas; left out of a change it stays
     * @param secret    of the robot or receiver, for signatures; left out of a change it stays
     * @param cities    empty for all
     * @param media     air, water, noise; empty for all
     * @param severity  the least that is told: notice, warning or critical
     * @param template  of the text, with names in braces; left out for the usual one
     * @param quietFrom local time such as 22:00, with quietTo
     * @param repeatMinutes tell again of what nobody acts upon
     * @param escalateMinutes tell the channel escalateTo, once
     * @param notices   daily, weekly, monthly, halfYear
     * @param enabled   left out for true
     */
    @Schema(name = "ChannelRequest")
    public record ChannelRequest(
            @Nullable String kind,
            @Nullable String address,
            @Nullable String secret,
            @Nullable List<@Nullable String> cities,
            @Nullable List<@Nullable String> media,
            @Nullable String severity,
            @Nullable String template,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            @Nullable Integer repeatMinutes,
            @Nullable Integer escalateMinutes,
            @Nullable String escalateTo,
            @Nullable List<@Nullable String> notices,
            @Nullable Boolean enabled) {
        /** Leaves address and secret out. */
        @Override
        public String toString() {
            return "ChannelRequest[" + kind + "]";
        }
    }
}
