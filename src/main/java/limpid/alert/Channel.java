package limpid.alert;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.measure.Coded;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/**
 * A way by which people are told of alerts 通知渠道.
 *
 * @param name     letters, digits, dot, stroke and _
 * @param address  of the web, as the robot's group shows it; of mail one or more addresses apart by commas
 * @param secret   the robot's or the receiver's, for signatures; empty for none
 * @param filter   of which alerts
 * @param template of the text; see {@link MessageTemplate}
 * @param quiet    hours in which only critical ones are told; null for none
 * @param reminder what follows where nobody acts
 * @param notices  which notices by time it gets besides
 * @param enabled  whether it is told anything
 */
public record Channel(
        String name,
        Kind kind,
        String address,
        String secret,
        Filter filter,
        MessageTemplate template,
        @Nullable QuietHours quiet,
        Reminder reminder,
        Set<Notice> notices,
        boolean enabled) {
    private static final int LONGEST_ADDRESS = 1000;

    /** What receives. */
    public enum Kind implements Coded {
        /** 电子邮件. */
        MAIL,
        /** 企业微信群机器人. */
        WECOM,
        /** 钉钉自定义机器人. */
        DINGTALK,
        /** 飞书自定义机器人. */
        FEISHU,
        /** A program that takes JSON, signed as with LIMPID_WEBHOOK_URL. */
        WEBHOOK;

        /** As answers write it. */
        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this code. */
        public static Optional<Kind> of(String code) {
            return Coded.find(values(), code);
        }

        /** All codes, for complaints. */
        public static String codes() {
            return Arrays.stream(values()).map(Kind::code).collect(Collectors.joining(", "));
        }
    }

    /** What is told at a set time. */
    public enum Notice implements Coded {
        /** The day before, in the morning 日报. */
        DAILY,
        /** A draft of the week's figures 周报. */
        WEEKLY,
        /** A draft of the month's bulletin 月报. */
        MONTHLY,
        /** What a half-year's report still lacks 半年报送清单. */
        HALF_YEAR;

        /** As answers write it. */
        @Override
        public String code() {
            return this == HALF_YEAR ? "halfYear" : name().toLowerCase(Locale.ROOT);
        }

        /** The notice of this code. */
        public static Optional<Notice> of(String code) {
            return Coded.find(values(), code);
        }
    }

    /**
     * Which alerts; an empty set means all.
     *
     * @param cities alerts of the service itself are of no city and go to channels without one
     * @param least  those less severe are not told
     */
    public record Filter(Set<String> cities, Set<Medium> media, Severity least) {
        /** Keeps its own sets. */
        public Filter {
            cities = Set.copyOf(cities);
            media = Set.copyOf(media);
        }

        /** Whether an alert is told. @param medium null where it is of no single one */
        public boolean takes(String city, @Nullable Medium medium, Severity severity) {
            return severity.compareTo(least) >= 0
                    && (cities.isEmpty() || cities.contains(city))
                    && (media.isEmpty() || medium != null && media.contains(medium));
        }
    }

    /** From a local time to another, also past midnight. */
    public record QuietHours(LocalTime from, LocalTime to) {
        /** Refuses hours that are none. */
        public QuietHours {
            if (from.equals(to)) {
                throw new IllegalArgumentException("quietFrom: quiet hours begin and end at " + from);
            }
        }

        /** Whether it is quiet at a local time. */
        public boolean hold(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /**
     * What happens while an alert holds and nobody has acknowledged, closed or snoozed it.
     *
     * @param repeat   how often it is told again; null for never
     * @param escalate after which time another channel is told once; null for never
     * @param to       name of that channel; empty for none
     */
    public record Reminder(
            @Nullable Duration repeat, @Nullable Duration escalate, String to) {
        private static final Duration LEAST = Duration.ofMinutes(1);

        /** Nothing. */
        public static final Reminder NONE = new Reminder(null, null, "");

        /** Refuses one that would never stop, and half an escalation. */
        public Reminder {
            if (repeat != null && repeat.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("repeatMinutes: at least 1");
            }
            if (escalate != null && escalate.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("escalateMinutes: at least 1");
            }
            if ((escalate == null) != to.isEmpty()) {
                throw new IllegalArgumentException("escalateTo: goes with escalateMinutes");
            }
        }
    }

    /** Refuses what cannot be used, with the member's name in front. */
    public Channel {
        notices = Set.copyOf(notices);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("name: '" + name + "' is not of letters, digits, dot, stroke and _");
        }
        if (address.isBlank() || address.length() > LONGEST_ADDRESS) {
            throw new IllegalArgumentException("address: is needed, at most " + LONGEST_ADDRESS + " characters");
        }
        if (name.equals(reminder.to)) {
            throw new IllegalArgumentException("escalateTo: is another channel than this");
        }
    }

    /** The addresses of mail. */
    public List<String> mailAddresses() {
        return Arrays.stream(address.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Its address as others may see it: keys in it are left out 隐去密钥. */
    public String shownAddress() {
        if (kind == Kind.MAIL) {
            return address;
        }
        int path = address.indexOf('/', address.indexOf("//") + 2);
        return (path < 0 ? address : address.substring(0, path)) + "/…";
    }

    /** Leaves address and secret out. */
    @Override
    public String toString() {
        return "Channel[" + name + " " + kind.code() + "]";
    }
}
