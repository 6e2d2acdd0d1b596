package limpid.api.alert;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.alert.Channel;
import limpid.alert.Channel.Notice;
import limpid.alert.Channel.QuietHours;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.measure.Medium;
import limpid.store.Channels.Kept;
import limpid.store.Channels.Logged;
import org.jspecify.annotations.Nullable;

/**
 * A channel of notices 通知渠道. Its secret is never answered, nor what follows the host in an address of the web, which holds keys.
 *
 * @param kind      mail, wecom, dingtalk, feishu or webhook
 * @param signed    whether it has a secret
 * @param cities    empty for all
 * @param media     empty for all
 * @param severity  the least that is told
 * @param quietFrom local time from which only critical alerts are told; null for never
 * @param repeatMinutes after which an alert that nobody acts upon is told again; null for never
 * @param escalateMinutes after which the channel escalateTo is told of it, once
 * @param notices   daily, weekly, monthly, halfYear
 * @param state     working, failing, dead (failed five times in a row or more), unused (told nothing yet) or off
 * @param setting   whether it is set by the operator and cannot be changed here
 */
@Schema(name = "Channel")
public record ChannelView(
        String name,
        String kind,
        String address,
        boolean signed,
        List<String> cities,
        List<String> media,
        String severity,
        String template,
        @Nullable String quietFrom,
        @Nullable String quietTo,
        @Nullable Integer repeatMinutes,
        @Nullable Integer escalateMinutes,
        @Nullable String escalateTo,
        List<String> notices,
        boolean enabled,
        String state,
        int failures,
        @Nullable OffsetDateTime failingSince,
        @Nullable String lastError,
        @Nullable OffsetDateTime lastDelivered,
        boolean setting) {
    static Lines<ChannelView> csv() {
        return Lines.of(
                ChannelView.class,
                "name kind address signed severity quietFrom quietTo repeatMinutes escalateMinutes escalateTo enabled state failures "
                        + "failingSince lastError lastDelivered setting");
    }

    static ChannelView of(Kept kept, boolean setting) {
        Channel channel = kept.channel();
        QuietHours quiet = channel.quiet();
        return new ChannelView(
                channel.name(),
                channel.kind().code(),
                channel.shownAddress(),
                !channel.secret().isEmpty(),
                channel.filter().cities().stream().sorted().toList(),
                channel.filter().media().stream().map(Medium::code).sorted().toList(),
                channel.filter().least().code(),
                channel.template().text(),
                quiet == null ? null : quiet.from().toString(),
                quiet == null ? null : quiet.to().toString(),
                minutes(channel.reminder().repeat()),
                minutes(channel.reminder().escalate()),
                channel.reminder().to().isEmpty() ? null : channel.reminder().to(),
                channel.notices().stream().map(Notice::code).sorted().toList(),
                channel.enabled(),
                state(kept),
                kept.failures(),
                Local.optionalTime(kept.failingSince()),
                kept.lastError().isEmpty() ? null : kept.lastError(),
                Local.optionalTime(kept.lastDelivered()),
                setting);
    }

    private static @Nullable Integer minutes(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toMinutes();
    }

    private static String state(Kept kept) {
        if (!kept.channel().enabled()) {
            return "off";
        } else if (kept.failures() > 0) {
            return kept.isDead() ? "dead" : "failing";
        }
        return kept.lastDelivered() == null ? "unused" : "working";
    }

    /**
     * A message and its outcome.
     *
     * @param event   raised, changed, cleared, withdrawn, repeated, escalated, test or notice
     * @param alert   number of its alert; null where it is of none
     * @param state   delivered, waiting or givenUp
     * @param error   of the last attempt
     */
    @Schema(name = "ChannelMessage")
    public record MessageView(
            long id,
            String channel,
            String event,
            @Nullable Long alert,
            String title,
            String text,
            OffsetDateTime createdAt,
            int attempts,
            String state,
            @Nullable String error,
            @Nullable OffsetDateTime deliveredAt) {
        static Lines<MessageView> csv() {
            return Lines.of(
                    MessageView.class, "id channel event alert title text createdAt attempts state error deliveredAt");
        }

        static MessageView of(Logged logged) {
            return new MessageView(
                    logged.id(),
                    logged.message().channel(),
                    logged.message().event(),
                    logged.message().alertId(),
                    logged.message().title(),
                    logged.message().body(),
                    Local.time(logged.createdAt()),
                    logged.attempts(),
                    logged.deliveredAt() != null ? "delivered" : logged.givenUpAt() != null ? "givenUp" : "waiting",
                    logged.error().isEmpty() ? null : logged.error(),
                    Local.optionalTime(logged.deliveredAt()));
        }
    }
}
