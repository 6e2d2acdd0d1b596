package limpid;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import limpid.alert.Channel;
import limpid.alert.Channel.Notice;
import limpid.measure.LocalDay;
import limpid.standard.AirCategories;
import limpid.standard.StandardBook;
import limpid.store.Channels;
import limpid.store.Channels.Kept;
import limpid.store.Channels.Message;
import limpid.store.Notices;
import limpid.store.Notices.Figures;
import limpid.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells channels at a set time what they ask for 定时通知, each once, also where several instances run or the service was away. */
@Singleton
class NoticeSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSchedule.class);
    /** A notice of a week or more is made up for so many days later. */
    private static final int LATE_DAYS = 2;

    private static final int MOST_AWAITED = 30;

    private final Channels channels;
    private final Notices notices;
    private final LocalTime at;
    private final InstantSource clock;
    private final ObjectMapper json;

    NoticeSchedule(Channels channels, Notices notices, Settings settings, InstantSource clock, ObjectMapper json) {
        this.channels = channels;
        this.notices = notices;
        this.at = LocalTime.parse(settings.alerts().noticesAt());
        this.clock = clock;
        this.json = json;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    @Job("notices")
    void tell() {
        Instant now = clock.instant();
        if (LocalTime.ofInstant(now, LocalDay.CHINA).isBefore(at)) {
            return;
        }
        try {
            for (Kept kept : channels.all()) {
                if (kept.channel().enabled() && !kept.channel().notices().isEmpty()) {
                    tell(kept.channel(), LocalDay.dateAt(now), now);
                }
            }
        } catch (StoreUnavailable e) {
            LOG.warn("notices are not told yet: {}", e.getMessage());
        }
    }

    private void tell(Channel channel, LocalDate today, Instant now) {
        List<String> cities = channel.filter().cities().isEmpty()
                ? notices.cities()
                : channel.filter().cities().stream().sorted().toList();
        for (Notice notice : channel.notices()) {
            LocalDate due = due(notice, today);
            if (due == null) {
                continue;
            }
            List<Message> messages = new ArrayList<>();
            String once = String.join(" ", notice.code(), due.toString(), channel.name());
            for (String city : cities) {
                messages.add(message(channel, notice, city, due));
            }
            channels.addOnce(once, messages, now);
        }
    }

    /** The day on which it is due, today or a little before; null where that is long ago. */
    private static @Nullable LocalDate due(Notice notice, LocalDate today) {
        int late = notice == Notice.DAILY ? 0 : LATE_DAYS;
        for (LocalDate day = today; !day.isBefore(today.minusDays(late)); day = day.minusDays(1)) {
            boolean first = day.getDayOfMonth() == 1;
            boolean is =
                    switch (notice) {
                        case DAILY -> true;
                        case WEEKLY -> day.getDayOfWeek() == DayOfWeek.MONDAY;
                        case MONTHLY -> first;
                        case HALF_YEAR -> first && (day.getMonth() == Month.JANUARY || day.getMonth() == Month.JULY);
                    };
            if (is) {
                return day;
            }
        }
        return null;
    }

    private Message message(Channel channel, Notice notice, String city, LocalDate due) {
        String title;
        String text;
        switch (notice) {
            case DAILY -> {
                LocalDate day = due.minusDays(1);
                title = "【日报】" + city + " " + day;
                text = title + "\n" + daily(city, day);
            }
            case WEEKLY -> {
                title = "【周报草稿】" + city + " " + due.minusDays(7) + " 至 " + due.minusDays(1);
                text = title + "\n" + span(city, due.minusDays(7), due.minusDays(1));
            }
            case MONTHLY -> {
                YearMonth month = YearMonth.from(due).minusMonths(1);
                title = "【月报草稿】" + city + " " + month;
                text = title + "\n" + span(city, month.atDay(1), month.atEndOfMonth()) + "\n草稿：/api/v1/bulletins?city="
                        + URLEncoder.encode(city, StandardCharsets.UTF_8) + "&period=" + month + "&lang=zh";
            }
            default -> {
                title = "【半年报送】" + city + " " + due.minusMonths(6).getYear()
                        + (due.getMonth() == Month.JANUARY ? " 下半年" : " 上半年");
                text = title + "\n" + awaited(city);
            }
        }
        String document = json.createObjectNode()
                .put("event", Message.NOTICE)
                .put("notice", notice.code())
                .put("city", city)
                .put("due", due.toString())
                .put("title", title)
                .put("text", text)
                .toString();
        return new Message(channel.name(), null, Message.NOTICE, title, text, document);
    }

    private String daily(String city, LocalDate day) {
        Figures figures = notices.figures(city, day, day);
        Integer aqi = figures.lastAqi();
        String category = aqi == null
                ? ""
                : StandardBook.standard()
                        .inForce("air-index", day)
                        .map(AirCategories::of)
                        .map(categories -> categories.of(aqi).zh())
                        .orElse("");
        return (aqi == null
                        ? "空气质量：尚无有效日AQI"
                        : "空气质量：AQI " + aqi + " " + category
                                + (figures.lastPrimary().isEmpty() ? "" : "，首要污染物 " + figures.lastPrimary()))
                + alerts(figures);
    }

    private String span(String city, LocalDate first, LocalDate last) {
        Figures figures = notices.figures(city, first, last);
        return "有效 " + figures.days() + " 天，优良 " + figures.good() + " 天"
                + (figures.worst() == null ? "" : "\n最高 AQI " + figures.worst() + "（" + figures.worstDay() + "）")
                + alerts(figures);
    }

    private static String alerts(Figures figures) {
        return "\n期间预警 " + figures.raised() + " 条，目前有效 " + figures.holding() + " 条";
    }

    private String awaited(String city) {
        List<String> awaited = notices.awaited(city);
        if (awaited.isEmpty()) {
            return "没有待报送的指标";
        }
        return "待报送 " + awaited.size() + " 项\n"
                + String.join("\n", awaited.subList(0, Math.min(awaited.size(), MOST_AWAITED)))
                + (awaited.size() > MOST_AWAITED ? "\n…" : "");
    }
}
