package limpid.api.screen;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.PublicFrames;
import limpid.api.screen.PublicAir.Day;
import limpid.people.Openness;
import org.jspecify.annotations.Nullable;

/** Real-time release to the public 实时发布: air quality in the citizen's words, without what is of the bureau alone. */
@Controller("/public")
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class PublicController {
    /** An hour becomes known a few minutes after its end; a page five minutes old misleads nobody. */
    private static final String FIVE_MINUTES = "public, max-age=300";

    private static final int SHOWN_DAYS = 7;
    private static final int FEED_DAYS = 30;
    private static final int CALENDAR_DAYS = 366;
    private static final MediaType HTML = MediaType.of("text/html;charset=UTF-8");
    private static final String RSS = "application/rss+xml";
    private static final String CALENDAR = "text/calendar";

    private final PublicAir air;
    private final PublicPage page;
    private final Openness openness;
    private final PublicFrames frames;
    private final HttpHostResolver hosts;

    PublicController(PublicAir air, PublicPage page, Openness openness, PublicFrames frames, HttpHostResolver hosts) {
        this.air = air;
        this.page = page;
        this.openness = openness;
        this.frames = frames;
        this.hosts = hosts;
    }

    /**
     * The page of a city.
     *
     * @param city  usually the first that has air figures
     * @param lang  zh (usual) or en
     * @param embed true for a page to be framed: the city's figures alone
     */
    @Get
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> page(
            @Nullable @QueryValue String city, @Nullable @QueryValue String lang, @Nullable @QueryValue Boolean embed) {
        String shown = city(city);
        boolean zh = zh(lang);
        return cached(
                page.of(Map.of(
                        "city",
                        shown,
                        "cities",
                        air.cities(),
                        "zh",
                        zh,
                        "lang",
                        zh ? "zh" : "en",
                        "embedded",
                        Boolean.TRUE.equals(embed),
                        "hour",
                        air.hour(shown, zh),
                        "stations",
                        air.stations(shown, zh),
                        "days",
                        air.days(shown, SHOWN_DAYS, zh),
                        "edition",
                        air.edition())),
                HTML);
    }

    /** The days of the last month as RSS 2.0, the newest first. */
    @Get("/days.rss")
    @Produces(RSS)
    public HttpResponse<String> feed(
            HttpRequest<?> request, @Nullable @QueryValue String city, @Nullable @QueryValue String lang)
            throws FeedException {
        String shown = city(city);
        boolean zh = zh(lang);
        String address = hosts.resolve(request) + "/public?city=" + URLEncoder.encode(shown, StandardCharsets.UTF_8)
                + "&lang=" + (zh ? "zh" : "en");
        SyndFeed feed = new SyndFeedImpl();
        feed.setFeedType("rss_2.0");
        feed.setTitle(shown + (zh ? " 空气质量日报" : " air quality by day"));
        feed.setLink(address);
        feed.setLanguage(zh ? "zh-CN" : "en");
        feed.setDescription(feed.getTitle());
        feed.setEntries(air.days(shown, FEED_DAYS, zh).stream()
                .map(day -> entry(shown, day, address))
                .toList());
        return cached(new SyndFeedOutput().outputString(feed), MediaType.of(RSS + ";charset=UTF-8"));
    }

    private static SyndEntry entry(String city, Day day, String address) {
        SyndEntry entry = new SyndEntryImpl();
        entry.setTitle(day.line());
        entry.setLink(address);
        entry.setUri("limpid:air-day:" + city + ":" + day.time());
        entry.setPublishedDate(Date.from(day.knownFrom()));
        SyndContentImpl words = new SyndContentImpl();
        words.setType("text/plain");
        words.setValue(day.sentence());
        entry.setDescription(words);
        return entry;
    }

    /** The heavily polluted days 重度及以上污染 of the last year as iCalendar (RFC 5545). */
    @Get("/days.ics")
    @Produces(CALENDAR)
    public HttpResponse<String> calendar(@Nullable @QueryValue String city, @Nullable @QueryValue String lang) {
        String shown = city(city);
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Limpid//Air//EN");
        air.days(shown, CALENDAR_DAYS, zh(lang)).stream().filter(Day::isHeavy).forEach(day -> {
            VEvent event = new VEvent();
            event.setUid("air-day-" + shown + "-" + day.time());
            event.setDateTimeStamp(Date.from(day.knownFrom()));
            event.setDateStart(Date.from(Instant.parse(day.time() + "T00:00:00Z")), false);
            event.setSummary(shown + " " + day.line());
            event.setDescription(day.sentence());
            calendar.addEvent(event);
        });
        return cached(Biweekly.write(calendar).go(), MediaType.of(CALENDAR + ";charset=UTF-8"));
    }

    private String city(@Nullable String asked) {
        if (!openness.isPublicMedium("air")) {
            throw new Problem.Exception(Type.NOT_FOUND, "this service publishes no air quality", Map.of());
        }
        List<String> cities = air.cities();
        String city = asked == null && !cities.isEmpty() ? cities.getFirst() : asked;
        if (city == null || !cities.contains(city)) {
            throw new Problem.Exception(
                    Type.NOT_FOUND,
                    "no air station enters the figures of a city" + (city == null ? "" : " '" + city + "'"),
                    Map.of());
        }
        return city;
    }

    private static boolean zh(@Nullable String lang) {
        if (lang != null && !lang.equals("zh") && !lang.equals("en")) {
            throw Problem.badParameter("lang", lang, "zh or en");
        }
        return !"en".equals(lang);
    }

    private HttpResponse<String> cached(String body, MediaType type) {
        return HttpResponse.ok(body)
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES)
                .header("Content-Security-Policy", frames.policy());
    }
}
