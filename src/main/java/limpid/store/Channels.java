package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.alert.Channel;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/** Channels of notices, what they are still to be told and what they were told. */
public interface Channels {
    /** Failures in a row after which a channel counts as dead 渠道不通. */
    int DEAD_AFTER = 5;

    /** All channels by name. */
    List<Kept> all();

    /** The channel of this name. */
    Optional<Kept> find(String name);

    /** Makes or changes a channel; what is counted of it begins anew. @param by who */
    void put(Channel channel, Instant at, String by);

    /** Removes a channel and gives up what it was to be told. @return whether there was one that no other escalates to */
    boolean remove(String name);

    /**
     * Turns changes of alerts into messages, in one transaction.
     *
     * @param most    changes at once
     * @param remind  whether alerts that nobody acts upon are looked for too
     * @param writing makes the messages of one change
     * @return how many changes there were
     */
    int relay(int most, boolean remind, Instant now, Writing writing);

    /** Adds a message. @return its number */
    long add(Message message, Instant now, Instant due);

    /**
     * Adds messages that are told once, where nobody did before.
     *
     * @param once names what is told
     * @return whether they were added
     */
    boolean addOnce(String once, List<Message> messages, Instant now);

    /**
     * Takes messages that are due: of each channel the oldest, and more of it as far as they may go together.
     *
     * @param busy channels that are being told something already
     * @param held afterwards messages that were neither delivered nor failed are due again
     */
    List<Claimed> claim(Collection<String> busy, Duration held);

    /** The channel has taken them. */
    void delivered(String channel, List<Long> ids);

    /** The channel has not taken them; they will be due again, or are given up: tests at once, others a day after they were made. */
    void failed(String channel, List<Long> ids, String error);

    /** Messages, the newest first. @param channel null for all */
    Slice<Logged, Long> log(@Nullable String channel, long before, int limit);

    /** The outcome of a message. */
    Optional<Logged> message(long id);

    /** How many channels are dead, and how many messages wait. */
    Counts counts();

    /**
     * A channel as it is kept.
     *
     * @param failures     in a row
     * @param failingSince when the first of them was; null where there is none
     * @param lastError    empty where it took the last message
     */
    record Kept(
            Channel channel,
            Instant changedAt,
            String changedBy,
            int failures,
            @Nullable Instant failingSince,
            String lastError,
            @Nullable Instant lastDelivered) {
        /** Whether it is in use and takes nothing. */
        public boolean isDead() {
            return channel.enabled() && failures >= DEAD_AFTER;
        }
    }

    /**
     * A change of an alert.
     *
     * @param event    raised, changed, cleared, withdrawn; repeated or escalated for reminders
     * @param channel  the one that is to be told; null for all that it concerns
     * @param body     JSON, as the webhook has it
     * @param snoozed  whether somebody snoozed it
     * @param nameZh   of its station; null where it is of none
     */
    record Change(
            long alertId,
            String event,
            @Nullable String channel,
            String body,
            @Nullable Medium medium,
            boolean snoozed,
            @Nullable String nameZh) {}

    /** A message and when it is due. */
    record Due(Message message, Instant at) {}

    /** Makes messages. */
    @FunctionalInterface
    interface Writing {
        /** Those of one change. @param channels by name */
        List<Due> write(Change change, Map<String, Kept> channels);
    }

    /**
     * A message.
     *
     * @param alertId  null where it is of no alert
     * @param document JSON for programs
     */
    record Message(String channel, @Nullable Long alertId, String event, String title, String body, String document) {
        /** The event of a message by which a channel is tried. */
        public static final String TEST = "test";

        /** The event of what is told at a set time. */
        public static final String NOTICE = "notice";
    }

    /** Messages that go together. */
    record Claimed(Channel channel, List<Numbered> messages) {
        /** Keeps its own list. */
        public Claimed {
            messages = List.copyOf(messages);
        }
    }

    /** A message with its number. */
    record Numbered(long id, Message message) {}

    /**
     * A message and its outcome.
     *
     * @param error of the last attempt; empty where it succeeded or there was none
     */
    record Logged(
            long id,
            Message message,
            Instant createdAt,
            int attempts,
            String error,
            @Nullable Instant deliveredAt,
            @Nullable Instant givenUpAt) {}

    /** Figures for monitors. */
    record Counts(long dead, long waiting) {}
}
