package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import biweekly.Biweekly;
import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.io.SyndFeedInput;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import limpid.PostgresExtension;
import limpid.measure.LocalDay;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Scope;
import limpid.store.Persons;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import sim.Scenario;
import sim.StationRegistry;

/** The page in a real Chromium, with three days of the simulated city. */
class PageIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static final List<String> SCREENS =
            List.of("overview", "air", "water", "noise", "programmes", "operations");
    static final String READY = "document.querySelectorAll('main .card, main .paper').length > 0"
            + " && ![...document.querySelectorAll('.state')].some(one => /^(读取中…|Loading…)$/.test(one.textContent))";

    private static final String PASSWORD = "Lingchuan-2026";

    private static ApiServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on this machine");
        Scenario city = Scenario.named("demo-city");
        Path map = Files.write(folder.resolve("map.geojson"), city.map());
        server = new ApiServer(
                POSTGRES.settings(),
                Map.of("LIMPID_MAP", map.toString(), "LIMPID_PUBLIC_FRAMES", "https://www.example.gov.cn"));
        tellThreeDays(city);
        browser = Browser.start(program.get(), folder);
        browser.open(server.uri() + "/");
        choose("zh", "light");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void tellThreeDays(Scenario city) throws Exception {
        put("/api/v1/stations/import", "text/csv", StationRegistry.csv(city));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (sim.city.Station station : city.stations()) {
            Duration past = station.medium() == sim.city.Medium.NOISE ? Duration.ofMinutes(30) : Duration.ofDays(3);
            String reports = city.reports(List.of(station), now.minus(past), now)
                    .map(report -> report.message().payload())
                    .collect(Collectors.joining(",", "[", "]"));
            put("/api/v1/stations/" + station.code() + "/readings", "application/json", reports);
        }
        while (server.get("/api/v1/air/days?city=" + "%E6%B3%A0%E5%B7%9D%E5%B8%82")
                .json()
                .at("/items")
                .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void put(String path, String type, String body) {
        ApiServer.Answer answer =
                server.send("POST", path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY);
        assertEquals(200, answer.status(), answer.text());
    }

    private static void choose(String language, String theme) throws Exception {
        browser.until("location.protocol === 'http:' && document.readyState === 'complete'");
        browser.evaluate("localStorage.setItem('limpid.language', '" + language + "');"
                + "localStorage.setItem('limpid.theme', '" + theme + "')");
    }

    /**
     * A browser reports answers of 404 and 503 by itself. A service without programmes gives the one, a service without a
     * broker, as here, is not ready and gives the other; the page shows both for what they are.
     */
    private static List<String> errors() {
        return browser.takeErrors().stream()
                .filter(error -> !error.contains("/api/v1/programmes\"") && !error.contains("/health/readiness\""))
                .toList();
    }

    /** Loads the page anew at a screen and waits until nothing is being loaded. */
    private static void visit(String screen) throws Exception {
        browser.open("about:blank");
        browser.until("location.href === 'about:blank'");
        browser.open(server.uri() + "/#/" + screen);
        browser.until(READY);
    }

    @Test
    void everyScreenShowsItsDataInBothLanguages() throws Exception {
        Map<String, List<String>> words = Map.of(
                "zh", List.of("当前空气质量", "空气质量日历", "水质类别", "昼夜等效声级", "考核目标", "数据台账"),
                "en",
                        List.of(
                                "Air quality now",
                                "Calendar of air quality",
                                "Classes of sections",
                                "Levels by day and night",
                                "Programmes",
                                "Ledger of the last 24 hours"));
        for (String language : List.of("zh", "en")) {
            choose(language, language.equals("zh") ? "light" : "dark");
            for (String screen : SCREENS) {
                visit(screen);
                String text = browser.evaluate("document.querySelector('main').innerText")
                        .asText();
                assertTrue(
                        text.contains(words.get(language).get(SCREENS.indexOf(screen))),
                        screen + " in " + language + ": " + text);
                assertEquals(
                        0,
                        browser.evaluate("document.querySelectorAll('.fault').length")
                                .asInt(),
                        text);
                assertEquals(List.of(), errors(), screen + " in " + language);
            }
        }
    }

    /** What the address of a page asks of the service, all of it. */
    private static List<String> asked() throws Exception {
        return List.of(browser.evaluate("performance.getEntriesByType('resource').map(one => one.name)"
                        + ".filter(name => name.includes('/api/v1/')).map(name => decodeURIComponent(name.split('/api/v1/')[1]))"
                        + ".join('|')")
                .asText()
                .split("\\|"));
    }

    private static String card(String title) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('.card')]"
                        + ".find(one => one.querySelector('h2').textContent.startsWith('" + title
                        + "'))?.innerText ?? ''")
                .asText();
    }

    private static String hash() throws Exception {
        return browser.evaluate("decodeURIComponent(location.hash)").asText();
    }

    @Test
    void noScreenAsksMoreThanSixTimesOfItsOwn() throws Exception {
        choose("zh", "light");
        for (String screen : SCREENS) {
            visit(screen);
            browser.until("performance.getEntriesByType('resource').some(one => one.name.includes('/screen/start'))");
            List<String> own = asked().stream()
                    .filter(path -> !path.matches("screen/start|session|stream|stations\\?limit.*"))
                    .toList();
            assertTrue(own.size() <= 6, () -> screen + ": " + own);
        }
    }

    @Test
    void anAddressOpensTheSameScreen() throws Exception {
        choose("en", "light");
        visit("air?lang=zh&station=LCA02&p=O3,NO2&from=2026-01-05&to=2026-01-06&edition=2012&with=LCA01");
        assertEquals(
                "zh",
                browser.evaluate("document.documentElement.lang.slice(0, 2)").asText());
        assertTrue(hash().contains("city=泠川市"), hash());
        assertEquals(
                "LCA02",
                browser.evaluate(
                                "[...document.querySelectorAll('.top select')].find(one => one.value === 'LCA02').value")
                        .asText());
        assertEquals(
                "O₃,NO₂",
                browser.evaluate(
                                "[...document.querySelectorAll('.picked .choice:first-child button[aria-pressed=true]')]"
                                        + ".map(one => one.textContent).join()")
                        .asText());
        assertEquals(
                "市监测站",
                browser.evaluate(
                                "document.querySelector('.picked [aria-label=\"对比\"] button[aria-pressed=true]').textContent")
                        .asText());
        assertTrue(asked().stream().anyMatch(path -> path.startsWith("air/days") && path.contains("edition=2012")));
        assertEquals(List.of(), errors());
        choose("zh", "light");
    }

    @Test
    void aStationThatIsNotOfTheCityIsNotShownAsIfItWere() throws Exception {
        put("/api/v1/stations/import", "text/csv", "code,name_zh,medium,city,period\nOTH01,邻站,air,邻市,PT1H\n");
        choose("zh", "light");
        visit("air?city=泠川市&station=OTH01");
        assertTrue(card("找不到").contains("邻站（OTH01）不属于泠川市，属于邻市"), card("找不到"));
        visit("air?station=NONE9");
        assertTrue(card("找不到").contains("没有编码为“NONE9”的站点"), card("找不到"));
        visit("air?city=无此市");
        assertTrue(card("找不到").contains("没有名为“无此市”的城市"), card("找不到"));
        visit("air?station=OTH01");
        assertTrue(hash().contains("city=邻市"), hash());
        visit("air?city=泠川市&station=LCA02");
        browser.evaluate("{const city = document.getElementById('city'); city.value = '邻市';"
                + " city.dispatchEvent(new Event('change'));}");
        browser.until("decodeURIComponent(location.hash).includes('邻市')");
        assertTrue(!hash().contains("station="), hash());
        assertEquals(List.of(), errors());
        server.send("DELETE", "/api/v1/stations/OTH01", "", "X-API-Key", ApiServer.ADMIN_KEY);
        visit("overview?city=泠川市");
    }

    @Test
    void theCalendarLeadsToHoursAndTheirReadings() throws Exception {
        choose("zh", "light");
        visit("air?station=LCA01");
        browser.evaluate("[...document.querySelectorAll('.calendar td a')].at(-2).click()");
        browser.until("location.hash.includes('day=') && /当日各小时/.test(document.querySelector('main').innerText)");
        browser.until("document.querySelectorAll('main .card tbody a[href*=hour]').length > 0");
        browser.evaluate("document.querySelector('main .card tbody a[href*=hour]').click()");
        browser.until("/N 正常/.test(document.querySelector('main').innerText)");
        assertTrue(card("当日各小时").contains("PM₂.₅"), card("当日各小时"));
        assertEquals(List.of(), errors());
    }

    @Test
    void evidenceIsAPageToRead() throws Exception {
        choose("zh", "light");
        String day = server.get("/api/v1/air/days?limit=1&from=2026-01-01&station=LCA01")
                .json()
                .at("/items/0/evidence")
                .asText();
        visit("evidence?of=" + day.replaceAll(".*/results/(.*)/evidence", "$1"));
        browser.until("document.querySelector('.paper h2')");
        String text =
                browser.evaluate("document.querySelector('.paper').innerText").asText();
        for (String part : List.of("计算过程", "IAQI", "算式", "修约", "依据条款", "修订历史", "市监测站")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('.paper pre').length")
                        .asInt(),
                "no JSON");
        assertTrue(browser.evaluate("document.querySelectorAll('.paper details table tbody tr').length")
                        .asInt()
                > 0);
        visit("evidence?of=none");
        browser.until("document.querySelector('.paper .fault')");
        browser.takeErrors();
    }

    @Test
    void tablesAreSearchedSortedAndFiltered() throws Exception {
        choose("zh", "light");
        visit("noise");
        String rows = "[...document.querySelectorAll('.card:first-child tbody tr')]";
        int all = browser.evaluate(rows + ".length").asInt();
        assertTrue(all > 1, all + " points");
        browser.evaluate("[...document.querySelectorAll('.card:first-child thead .sorter')][0].click()");
        assertEquals(
                "ascending",
                browser.evaluate("document.querySelector('.card:first-child thead th').ariaSort")
                        .asText());
        browser.evaluate("document.querySelector('.card:first-child .check input').click()");
        int over = browser.evaluate(rows + ".filter(one => one.querySelector('.missed')).length")
                .asInt();
        int shown = browser.evaluate(rows + ".filter(one => !one.querySelector('td[colspan]')).length")
                .asInt();
        assertEquals(over, shown, "only those over a limit");
        visit("water?section=LCW01");
        browser.until("document.querySelector('input[type=search]')");
        browser.evaluate(
                "{const input = [...document.querySelectorAll('input[type=search]')].at(-1); input.value = '没有这样的'; input.dispatchEvent(new Event('input'));}");
        browser.until("/没有符合的行/.test(document.querySelector('main').innerText)");
        assertEquals(List.of(), errors());
    }

    @Test
    void aMapLeadsFromAPlaceToItsStation() throws Exception {
        choose("zh", "light");
        for (String screen : List.of("air", "water", "noise")) {
            visit(screen);
            browser.evaluate("document.querySelector('.map').scrollIntoView()");
            browser.until("document.querySelector('.map canvas')");
            browser.evaluate("document.querySelector('.under-map button').click()");
            browser.until("document.querySelector('.drawing button.plain[aria-label^=在地图上]')");
            browser.evaluate("document.querySelector('.drawing button.plain[aria-label^=在地图上]').click()");
            browser.until("document.querySelector('.popup a')?.checkVisibility()");
            String popup = browser.evaluate("document.querySelector('.popup').innerText")
                    .asText();
            assertTrue(popup.contains("查看站点"), popup);
            browser.until("location.hash.includes('at=')");
            browser.evaluate("document.querySelector('.popup a').click()");
            browser.until("/station=LC|section=LC/.test(location.hash)");
            assertEquals(List.of(), errors(), screen);
        }
        String elsewhere = browser.evaluate("performance.getEntriesByType('resource').map(one => one.name)"
                        + ".filter(name => !name.startsWith(location.origin)).join(' ')")
                .asText();
        assertEquals("", elsewhere, "no map of others");
    }

    @Test
    void withoutTheLibraryThePlacesStandInATable() throws Exception {
        choose("zh", "light");
        browser.call("Network.enable", Map.of());
        browser.call("Network.setBlockedURLs", Map.of("urls", List.of("*/web/ol/*")));
        try {
            visit("noise");
            browser.evaluate("document.querySelector('.map').scrollIntoView()");
            browser.until("document.querySelector('.mapbox').hidden");
            assertTrue(card("点位分布").contains("东湖居民区"), card("点位分布"));
        } finally {
            browser.call("Network.setBlockedURLs", Map.of("urls", List.of()));
            browser.call("Network.disable", Map.of());
            browser.takeErrors();
        }
    }

    @Test
    void watersAreShownByRiverBySourceAndByIndex() throws Exception {
        choose("zh", "light");
        Map<String, List<String>> words = Map.of(
                "river", List.of("自源头至河口", "泠江大桥", "年际变化趋势"),
                "bodies", List.of("集中式饮用水水源", "鹤岭水库", "黑臭水体", "近岸海域"),
                "index", List.of("城市水质指数", "城市水质排名", "泠川市"));
        for (String view : List.of("river", "bodies", "index")) {
            visit("waters?period=" + LocalDate.now(LocalDay.CHINA).toString().substring(0, 7) + "&view=" + view);
            String text =
                    browser.evaluate("document.querySelector('main').innerText").asText();
            for (String word : Objects.requireNonNull(words.get(view))) {
                assertTrue(text.contains(word), word + " in " + text);
            }
            assertEquals(
                    0,
                    browser.evaluate("document.querySelectorAll('.fault').length")
                            .asInt(),
                    text);
            assertEquals(List.of(), errors(), view);
        }
    }

    private static final String PUBLIC = "/public?city=%E6%B3%A0%E5%B7%9D%E5%B8%82";

    @Test
    void thePublicIsToldTheHourInItsOwnWords() {
        ApiServer.Answer page = server.get(PUBLIC);
        assertEquals(200, page.status(), page.text());
        for (String part : List.of("泠川市 空气质量实时发布", "建议", "各监测点位", "市监测站", "近日日报", "未经审核", "HJ 633-2026")) {
            assertTrue(page.text().contains(part), part + " in " + page.text());
        }
        assertTrue(!page.text().matches("(?s).*(LCA0\\d|/api/v1|evidence|<script).*"), "no internals: " + page.text());
        assertEquals("public, max-age=300", page.header("Cache-Control"));
        assertTrue(page.header("Content-Security-Policy").contains("frame-ancestors https://www.example.gov.cn"));
        assertEquals("", page.header("X-Frame-Options"));
        assertEquals(
                304,
                server.send("GET", PUBLIC, "", "If-None-Match", page.header("ETag"))
                        .status());
        ApiServer.Answer framed = server.get(PUBLIC + "&embed=true&lang=en");
        assertTrue(framed.text().contains("air quality now") && !framed.text().contains("<form"), framed.text());
        server.get("/public?city=x").problem(404, "not-found");
        server.get("/public?lang=fr").problem(400, "bad-parameter");
    }

    @Test
    void thePublicIsToldWhoIsSensitive() throws Exception {
        for (String station : List.of("LCA01", "LCA02", "LCA03")) {
            put(
                    "/api/v1/stations/" + station + "/readings",
                    "application/json",
                    "{\"end\":\"" + Instant.now().truncatedTo(ChronoUnit.HOURS)
                            + "\",\"period\":\"PT1H\",\"values\":{\"PM2.5\":180}}");
        }
        Instant patience = Instant.now().plusSeconds(60);
        while (!server.get(PUBLIC).text().contains("敏感人群")) {
            assertTrue(
                    Instant.now().isBefore(patience), () -> server.get(PUBLIC).text());
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertTrue(server.get(PUBLIC).text().contains("心脑血管疾病患者、呼吸系统疾病患者、儿童青少年、经常户外活动人群、老年人"));
        assertTrue(server.get(PUBLIC + "&lang=en").text().contains("children and teenagers"));
    }

    @Test
    void daysOfTheAirAreSubscribedTo() throws Exception {
        ApiServer.Answer feed = server.get("/public/days.rss?city=%E6%B3%A0%E5%B7%9D%E5%B8%82");
        assertTrue(feed.header("Content-Type").startsWith("application/rss+xml"), feed.header("Content-Type"));
        var read = new SyndFeedInput().build(new StringReader(feed.text()));
        assertEquals("泠川市 空气质量日报", read.getTitle());
        String yesterday = LocalDate.now(LocalDay.CHINA).minusDays(1).toString();
        assertTrue(read.getEntries().getFirst().getTitle().startsWith(yesterday + " AQI"), feed.text());
        ApiServer.Answer calendar = server.get("/public/days.ics");
        assertTrue(calendar.header("Content-Type").startsWith("text/calendar"), calendar.header("Content-Type"));
        assertEquals(0, Biweekly.parse(calendar.text()).first().getEvents().size(), "three clean days");
    }

    /** Every screen that the page has a route for, and those of them that are told what to show. */
    private static List<String> everyScreen() throws Exception {
        String yesterday = LocalDate.now(LocalDay.CHINA).minusDays(1).toString();
        Map<String, List<String>> told = Map.of(
                "air",
                List.of("air", "air?station=LCA01&p=O3&with=city&day=" + yesterday),
                "water",
                List.of("water", "water?section=LCW01"),
                "waters",
                List.of("waters", "waters?view=bodies", "waters?view=index"),
                "evidence",
                List.of(
                        "evidence?of=air-day.city." + CITY + "." + yesterday,
                        "evidence?of=check.lingchuan." + CITY + ".1.1." + yesterday),
                "tasks",
                List.of("tasks?programme=lingchuan"));
        visit("overview");
        List<String> screens = new ArrayList<>();
        browser.evaluate("import(performance.getEntriesByType('resource').map(one => one.name)"
                        + ".find(name => name.endsWith('/address.js'))).then(module => module.EVERY)")
                .forEach(one -> screens.addAll(told.getOrDefault(one.asText(), List.of(one.asText()))));
        assertTrue(screens.containsAll(SCREENS), screens::toString);
        return screens;
    }

    /** Buttons that an administrator has whatever the data. */
    private static final List<String> ALWAYS_THERE = List.of(
            "退出", "审核日报", "导出", "查看", "返回", "复制链接", "打印", "发布", "保存", "在图上选点", "全屏", "新建渠道", "重算一段时间", "选定", "安排值班",
            "新增用户", "修改", "重置密码", "新建密钥", "修改密码");

    /** What a mouse can use is reached by Tab, seen when it is, and does by keys what it does by a click. */
    @Test
    void theKeyboardReachesEveryAction() throws Exception {
        choose("zh", "light");
        visit("overview");
        signIn("admin");
        List<String> found = new ArrayList<>();
        List<String> pressed = new ArrayList<>();
        Keyboard keyboard = new Keyboard(browser);
        try {
            for (String screen : everyScreen()) {
                open(screen);
                keyboard.settle();
                keyboard.walk();
                keyboard.faults().forEach(fault -> found.add(screen + " " + fault));
                assertEquals(List.of(), errors(), screen);
                for (Optional<String> next = keyboard.next(pressed); next.isPresent(); next = keyboard.next(pressed)) {
                    String button = next.get();
                    pressed.add(button);
                    if (keyboard.enter()) {
                        keyboard.walk();
                        keyboard.faults().forEach(fault -> found.add(screen + ", " + button + " " + fault));
                        keyboard.left().forEach(fault -> found.add(screen + ", " + button + " " + fault));
                    } else {
                        open(screen);
                        keyboard.settle();
                    }
                    browser.takeErrors();
                }
            }
        } finally {
            keyboard.leave();
            visit("overview");
            signOut();
        }
        assertEquals(List.of(), found, () -> String.join("\n", found));
        List<String> missed = new ArrayList<>(ALWAYS_THERE);
        missed.removeAll(pressed);
        assertEquals(List.of(), missed, () -> "nobody found these among " + pressed);
    }

    /** What is drawn rather than written has keys of its own. */
    @Test
    void chartsAndMapsAreUsedByKeys() throws Exception {
        choose("zh", "light");
        Keyboard keyboard = new Keyboard(browser);
        try {
            LocalDate day = LocalDate.now(LocalDay.CHINA);
            JsonNode station = server.get("/api/v1/stations/LCA01").json();
            open("air?station=LCA01&from=" + day.minusDays(3) + "&to=" + day + "&at="
                    + station.at("/lon").asText() + "," + station.at("/lat").asText() + ",15");
            browser.evaluate(
                    "window.zoomed = [...document.querySelectorAll('.chart')].find(one => /小时值/.test(one.ariaLabel)); zoomed.focus()");
            String chart = "import(performance.getEntriesByType('resource').map(one => one.name)"
                    + ".find(name => name.endsWith('/echarts.esm.min.js'))).then(module => module.getInstanceByDom(zoomed).getOption())";
            String width = chart + ".then(option => option.dataZoom[0].end - option.dataZoom[0].start)";
            assertEquals(100, browser.evaluate(width).asInt());
            keyboard.press("+");
            assertEquals(50, browser.evaluate(width).asInt());
            keyboard.press("ArrowRight");
            browser.until(
                    "[...zoomed.querySelectorAll('div')].some(one => /PM₂.₅/.test(one.innerText) && one.checkVisibility({visibilityProperty: true}))");
            keyboard.press("Home");
            assertEquals(100, browser.evaluate(width).asInt());
            keyboard.press("1");
            assertTrue(browser.evaluate(
                            chart + ".then(option => Object.values(option.legend[0].selected).includes(false))")
                    .asBoolean());
            browser.evaluate("document.querySelector('.map').focus()");
            keyboard.press("Enter");
            browser.until("document.querySelector('.popup')?.contains(document.activeElement)");
            keyboard.press("Escape");
            assertTrue(browser.evaluate(
                            "document.querySelector('.popup').hidden && document.activeElement.matches('.map')")
                    .asBoolean());
            browser.evaluate("[...document.querySelectorAll('.sorter')].find(one => one.checkVisibility()).focus()");
            keyboard.press(" ");
            browser.until("document.activeElement.closest('th').ariaSort !== 'none'");
            browser.evaluate("[...document.querySelectorAll('.calendar td a')].at(-1).focus()");
            keyboard.press("Enter");
            browser.until("location.hash.includes('day=')");
            signIn("admin");
            visit("station?medium=noise");
            browser.until("document.querySelector('form.desk input[name=lon]')");
            browser.evaluate(
                    "[...document.querySelectorAll('main button')].find(one => one.textContent === '在图上选点').focus()");
            keyboard.press("Enter");
            browser.evaluate("document.querySelector('dialog .map').focus()");
            keyboard.press("ArrowRight");
            String put = browser.evaluate("document.querySelector('dialog [role=status]').textContent")
                    .asText();
            keyboard.press("ArrowUp", true);
            String moved = browser.evaluate("document.querySelector('dialog [role=status]').textContent")
                    .asText();
            assertTrue(
                    put.matches("[\\d.]+, [\\d.]+")
                            && moved.startsWith(put.replaceAll(",.*", ","))
                            && !moved.equals(put),
                    put + " " + moved);
            keyboard.press("Escape");
            assertEquals(List.of(), errors());
        } finally {
            keyboard.leave();
            visit("overview");
            signOut();
        }
    }

    /** All of a screen, with what is drawn only when it comes into sight. */
    private static void open(String screen) throws Exception {
        visit(screen);
        browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        browser.evaluate("document.querySelector('.map')?.scrollIntoView()");
        browser.until("[...document.querySelectorAll('.map')].every(one => one.querySelector('canvas'))"
                + " && [...document.querySelectorAll('.chart')].every(one => one.hidden || one.querySelector('svg'))");
    }

    /** Every screen in both modes and on a phone and a desk; the page is asked as it stands, without loading it anew. */
    @Test
    @Tag("long")
    void nothingKeepsAPersonFromReadingIt() throws Exception {
        String axe = new String(
                Objects.requireNonNull(PageIT.class.getResourceAsStream("/axe.min.js"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        choose("zh", "light");
        for (String screen :
                Stream.concat(everyScreen().stream(), Stream.of("public")).toList()) {
            boolean page = !screen.equals("public");
            if (page) {
                visit(screen);
            } else {
                browser.open(server.uri() + PUBLIC);
                browser.until("document.querySelector('.now')");
            }
            browser.evaluate(axe + ";0");
            for (String theme : List.of("light", "dark")) {
                if (page
                        && !browser.evaluate("document.documentElement.dataset.theme")
                                .asText()
                                .equals(theme)) {
                    browser.evaluate("document.getElementById('theme').click()");
                    browser.until("document.documentElement.dataset.theme === '" + theme + "' && " + READY);
                }
                for (int width : List.of(1440, 390)) {
                    browser.call(
                            "Emulation.setDeviceMetricsOverride",
                            Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
                    JsonNode told = browser.evaluate(
                            "axe.run(document, {resultTypes: ['violations']}).then(all => ({passed: all.passes.length, violations: all.violations"
                                    + ".map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')).join('\\n')}))");
                    assertTrue(told.at("/passed").asInt() > 20, () -> screen + " is looked at: " + told);
                    String violations = told.at("/violations").asText();
                    if (!violations.isEmpty()) {
                        found.add(screen + " " + theme + " " + width + " " + violations);
                    }
                }
            }
            browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
            assertEquals(List.of(), errors(), screen);
        }
        choose("zh", "light");
        assertEquals(List.of(), found, () -> String.join("\n", found));
    }

    @Test
    void aWallShowsOneThingAfterAnother() throws Exception {
        choose("zh", "dark");
        visit("wall?show=water,programmes");
        browser.until("/未达标断面/.test(document.querySelector('.wall').innerText)");
        assertEquals(
                0,
                browser.evaluate("document.querySelector('body > header').getClientRects().length")
                        .asInt());
        browser.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))");
        browser.until("/考核/.test(document.querySelector('.wall .named').textContent)");
        browser.evaluate("[...document.querySelectorAll('.wall .foot input')].find(one => one.checked).click()");
        browser.until("decodeURIComponent(location.hash).includes('show=programmes')");
        assertEquals(List.of(), errors());
        choose("zh", "light");
    }

    @Test
    void onAPhoneTheFailingValueStandsFirstAndNothingIsCut() throws Exception {
        choose("zh", "light");
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        try {
            for (String screen : SCREENS) {
                visit(screen);
                assertEquals(
                        390,
                        browser.evaluate("document.documentElement.scrollWidth").asInt(),
                        screen);
            }
            visit("noise");
            String second = "document.querySelectorAll('.card:first-child thead th')[1]";
            assertTrue(browser.evaluate(second + ".textContent.includes('夜间')").asBoolean());
            assertTrue(browser.evaluate(second + ".getBoundingClientRect().right <= innerWidth")
                    .asBoolean());
        } finally {
            browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static void signIn(String role) throws Exception {
        String name = "page-" + role.toLowerCase(java.util.Locale.ROOT);
        Persons persons = server.bean(Persons.class);
        if (persons.find(name).isEmpty()) {
            persons.add(
                    new Person(name, "值班 " + role, List.of(role), Scope.EVERYWHERE, Person.State.ACTIVE),
                    Passwords.hash(PASSWORD),
                    false,
                    Instant.now(),
                    "test");
        }
        browser.evaluate("document.querySelector('#door button').click()");
        browser.until("document.querySelector('dialog[open] input[name=password]')");
        browser.evaluate("document.querySelector('dialog input[name=name]').value = '" + name + "';"
                + "document.querySelector('dialog input[name=password]').value = '" + PASSWORD + "';"
                + "document.querySelector('dialog form').requestSubmit()");
        browser.until("!document.querySelector('dialog') && document.querySelector('#door .who')");
    }

    private static void signOut() throws Exception {
        browser.evaluate("document.querySelector('#door button').click()");
        browser.until("!document.querySelector('#door .who')");
    }

    @Test
    void whoMayActDoesSoWhereTheEyeIs() throws Exception {
        choose("zh", "light");
        foulTheNewestSample("LCW03");
        visit("operations");
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('a[href*=\"#/station\"]').length")
                        .asInt(),
                "not without a role");
        signIn("reviewer");
        visit("operations");
        browser.until("document.querySelector('#door .who')");
        browser.until("[...document.querySelectorAll('main button')].some(one => one.textContent === '未确认')");
        browser.evaluate(
                "[...document.querySelectorAll('main button')].find(one => one.textContent === '未确认').click()");
        browser.until("document.querySelector('dialog[open] textarea')");
        browser.evaluate("document.querySelector('dialog textarea').value = '已通知采样';"
                + "document.querySelector('dialog form').requestSubmit()");
        browser.until("[...document.querySelectorAll('main button')].some(one => one.textContent === '已确认')");
        List<String> handled = server.get("/api/v1/alerts?limit=1000").texts("/handled");
        assertTrue(handled.contains("acknowledged"), handled::toString);
        signOut();
        signIn("admin");
        visit("station?medium=noise");
        browser.until("document.querySelector('form.desk input[name=code]')");
        browser.evaluate(
                "{const form = document.querySelector('form.desk'); form.elements.code.value = 'PAGE1';"
                        + " form.elements.nameZh.value = '页面登记'; form.elements.period.value = 'PT1S';"
                        + " form.elements.noiseNetwork.value = 'functional'; form.elements.noiseZone.value = '2'; form.requestSubmit();}");
        browser.until("/PAGE1/.test(document.querySelector('form.desk [role=alert]').textContent)");
        assertEquals(
                "页面登记",
                server.get("/api/v1/stations/PAGE1").json().at("/nameZh").asText());
        server.send("DELETE", "/api/v1/stations/PAGE1", "", "X-API-Key", ApiServer.ADMIN_KEY);
        signOut();
        assertEquals(List.of(), errors());
    }

    @Test
    void refusedMessagesAreReplayedAndReadingsJudged() throws Exception {
        choose("zh", "light");
        server.send(
                "POST",
                "/api/v1/stations/LCA01/readings",
                "{\"end\":\"2026-03-05T10:00:00+08:00\",\"values\":{\"PM2.5\":\"x\"}}",
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        visit("operations");
        String replays = "[...document.querySelectorAll('main button')].filter(one => /重放全部/.test(one.textContent))";
        assertEquals(0, browser.evaluate(replays + ".length").asInt(), "not without a role");
        signIn("reviewer");
        visit("operations");
        browser.until(replays + ".length === 1");
        browser.evaluate(replays + "[0].click()");
        browser.until("/已重放 1 条，入库 0 个数据/.test(document.querySelector('dialog[open]')?.innerText ?? '')");
        assertEquals(List.of("2"), server.ask("/api/v1/rejects").texts("/times"), "what was wrong stays wrong");
        browser.evaluate("document.querySelector('dialog').close()");
        browser.until("!document.querySelector('dialog')");

        LocalDate yesterday = LocalDate.now(LocalDay.CHINA).minusDays(1);
        String end = server.get("/api/v1/air/hours?limit=1&station=LCA03&from=" + yesterday + "&to=" + yesterday)
                .json()
                .at("/items/0/end")
                .asText();
        visit("air?station=LCA03&day=" + yesterday + "&hour=" + end.replace("+", "%2B"));
        browser.until("document.querySelector('h3 button')");
        browser.evaluate("document.querySelector('h3 button').click()");
        browser.until("document.querySelector('dialog[open] [name=reason]')");
        browser.evaluate("document.querySelector('dialog [name=reason]').value = '校准';"
                + "document.querySelector('dialog form').requestSubmit()");
        browser.until("/请至少选择一个项目/.test(document.querySelector('dialog [role=alert]').textContent)");
        browser.evaluate("document.querySelector('dialog input[value=O3]').click();"
                + "document.querySelector('dialog form').requestSubmit()");
        browser.until("!document.querySelector('dialog') && /RI/.test(document.querySelector('main').innerText)");
        assertEquals(
                "校准",
                server.get("/api/v1/stations/LCA03/reviews")
                        .json()
                        .at("/items/0/reason")
                        .asText());
        signOut();
        assertEquals(List.of(), errors());
    }

    @Test
    void chartsHaveTheirFiguresAsATable() throws Exception {
        choose("en", "light");
        visit("overview");
        browser.until("document.querySelector('.chart svg')");
        browser.until("[...document.querySelectorAll('.drawing button')].length > 0");
        browser.evaluate("document.querySelector('.drawing button').click()");
        assertTrue(browser.evaluate("document.querySelectorAll('.drawing table tbody tr').length")
                        .asInt()
                >= 20);
    }

    @Test
    void aPushedReadingIsShownWithoutAsking() throws Exception {
        choose("zh", "light");
        visit("overview");
        browser.until("document.getElementById('live').className === 'on'");
        Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
        int value = 300;
        push(end, value);
        while (!shows(value)) {
            push(end, ++value);
        }
        assertEquals(List.of(), errors());
    }

    private static void push(Instant end, int value) {
        put(
                "/api/v1/stations/LCA02/readings",
                "application/json",
                "{\"end\":\"" + end + "\",\"period\":\"PT1H\",\"values\":{\"PM2.5\":" + value + "}}");
    }

    /** The stream is followed from the first reader on, a moment after the page has opened it. */
    private static boolean shows(int value) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            TimeUnit.MILLISECONDS.sleep(100);
            if (browser.evaluate("document.querySelector('.feed b')?.innerText ?? ''")
                    .asText()
                    .equals(String.valueOf(value))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void languageAndThemeAreRemembered() throws Exception {
        choose("zh", "light");
        visit("air");
        browser.evaluate("document.getElementById('language').click()");
        browser.until("document.documentElement.lang === 'en' && document.querySelector('h1')?.textContent === 'Air'");
        browser.evaluate("document.getElementById('theme').click()");
        visit("noise");
        assertEquals("en", browser.evaluate("document.documentElement.lang").asText());
        assertEquals(
                "dark",
                browser.evaluate("document.documentElement.dataset.theme").asText());
        assertEquals(List.of(), errors());
    }

    @Test
    void exportsHaveTheRightRows() throws Exception {
        choose("en", "light");
        Path files = Files.createDirectories(folder.resolve("files"));
        browser.call("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", files.toString()));
        visit("air");
        int days = server.get("/api/v1/exports/air-days.meta.json?from=2026-01-01&to=2099-01-01&city="
                        + "%E6%B3%A0%E5%B7%9D%E5%B8%82")
                .json()
                .at("/rows")
                .asInt();
        assertTrue(days > 3, days + " days");

        List<String> lines = Files.readAllLines(export("csv", files));
        assertTrue(lines.getFirst().contains(",Date,"), lines.getFirst());
        assertEquals(2 + days, lines.size(), "titles and units above");
        assertEquals(days, rowsOfSheet(export("xlsx", files), 2) - 2);
        byte[] parquet = Files.readAllBytes(export("parquet", files));
        assertEquals("PAR1", new String(parquet, parquet.length - 4, 4, StandardCharsets.US_ASCII));
        assertEquals(List.of(), errors());
    }

    /** Takes the first table offered in this format. */
    private static Path export(String format, Path files) throws Exception {
        browser.evaluate("[...document.querySelectorAll('.top button')].at(-1).click()");
        browser.until("document.querySelectorAll('dialog[open] select').length === 3");
        browser.evaluate("{const select = document.querySelectorAll('dialog select')[1]; select.value = '" + format
                + "'; select.dispatchEvent(new Event('change'));}");
        browser.evaluate("document.querySelector('dialog .acts').lastElementChild.click()");
        browser.until("/Done/.test(document.querySelector('dialog [role=status]').textContent)");
        browser.evaluate("document.querySelector('dialog').close()");
        // It goes a moment after it is closed, and the next one must be the only one.
        browser.until("!document.querySelector('dialog')");
        return finished(files, "." + format);
    }

    private static long rowsOfSheet(Path workbook, int sheet) throws Exception {
        try (ZipFile zip = new ZipFile(workbook.toFile());
                InputStream xml = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + sheet + ".xml"))) {
            String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("<row ").matcher(text).results().count();
        }
    }

    private static Path finished(Path files, String extension) throws Exception {
        while (true) {
            try (Stream<Path> all = Files.list(files)) {
                Optional<Path> file =
                        all.filter(one -> one.toString().endsWith(extension)).findFirst();
                if (file.isPresent() && Files.size(file.get()) > 0) {
                    return file.get();
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aBrokenCsvGoesOnBehindItsLastLine() throws Exception {
        choose("en", "light");
        visit("air");
        String resumed = "import(performance.getEntriesByType('resource').map(one => one.name)"
                + ".find(name => name.endsWith('/exports.js')))"
                + ".then(module => module.upToLastLine(new Blob([%s]), {columns: ['a', 'b', 'c'], key: ['c', 'b']}))"
                + ".then(async one => one && [one.cursor, await one.whole.text()].join('|'))";
        assertEquals(
                "7,x, \"y\"|a,b,c\n1,\"x, \"\"y\"\"\",7\n",
                browser.evaluate(resumed.formatted("'a,b,c\\n1,\"x, \"\"y\"\"\",7\\n2,z'"))
                        .asText()
                        .replace("\uFEFF", ""));
        assertEquals(
                "0,é|a,b,c\n1,,\n2,é,0\n",
                browser.evaluate(resumed.formatted("'a,b,c\\n1,,\\n2,é,0\\n'")).asText());
        assertTrue(browser.evaluate(resumed.formatted("'a,b,c\\n1'")).isNull(), "no line is complete");
    }

    private static final String CITY = "%E6%B3%A0%E5%B7%9D%E5%B8%82";

    /** What an analyst does often is done by few clicks. */
    @Test
    void anAnalystNeedsFewClicks() throws Exception {
        Hand hand = new Hand(browser, server.uri().toString());
        Path files = Files.createDirectories(folder.resolve("analyst"));
        browser.call("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", files.toString()));
        String year = LocalDate.now(LocalDay.CHINA).toString().substring(0, 4);

        hand.open("overview?city=" + CITY, "zh", "light");
        hand.takeClicks();
        hand.click("地表水");
        browser.until("document.querySelector('.matrix tbody a')");
        hand.press("document.querySelector('.matrix tbody a[href*=\"section=LCW01\"]')");
        hand.click(year + "年 XLSX");
        assertEquals(3, hand.takeClicks(), "section of a year as a workbook");
        Path workbook = finished(files, ".xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(workbook))) {
            assertTrue(book.getNumberOfSheets() >= 3, "what it is, months, samples");
            assertEquals("断面编码", book.getSheetAt(1).getRow(0).getCell(0).getStringCellValue());
        }

        hand.open("overview?city=" + CITY, "zh", "light");
        hand.takeClicks();
        hand.click("O₃");
        browser.until("location.hash.includes('p=O3')");
        hand.ready();
        hand.click("7 天");
        browser.until("[...document.querySelectorAll('.head .choice button')]"
                + ".some(one => one.textContent === '7 天' && one.ariaPressed === 'true')");
        hand.ready();
        List<String> stations = List.of("市监测站", "南恩路小学");
        for (String station : stations) {
            hand.press("[...document.querySelectorAll('.picked button')].find(one => one.textContent === '" + station
                    + "' && one.ariaPressed === 'false')");
            browser.until("[...document.querySelectorAll('.picked button')].some(one => one.textContent === '" + station
                    + "' && one.ariaPressed === 'true')");
            hand.ready();
        }
        assertEquals(4, hand.takeClicks(), "ozone of a week at two stations");
        String series = "[...document.querySelectorAll('.card')].find(one => one.querySelector('.picked'))";
        browser.until(series + ".querySelector('.chart svg')");
        String drawn = browser.evaluate(series + ".querySelector('.chart svg').textContent")
                .asText();
        assertTrue(stations.stream().allMatch(drawn::contains), drawn);
        assertTrue(browser.evaluate(series + ".querySelector('.chart').ariaLabel")
                .asText()
                .startsWith("O₃ 小时值"));

        hand.open("overview?city=" + CITY, "zh", "light");
        hand.takeClicks();
        hand.press(
                "[...document.querySelectorAll('.lights li')].find(one => /优良天数/.test(one.textContent))?.querySelector('a.basis')");
        String row = "document.querySelector('.paper table tbody th a[href*=\"air-day\"]')";
        browser.until(row);
        hand.press(row);
        String station =
                "[...document.querySelectorAll('.paper details[open] a.basis')].find(one => /station/.test(one.href))";
        browser.until(station);
        hand.press(station);
        String hour =
                "[...document.querySelectorAll('.paper details[open] a.basis')].find(one => /air-hour.station/.test(one.href))";
        browser.until(hour);
        hand.press(hour);
        browser.until(
                "/air-hour.station/.test(decodeURIComponent(location.hash)) && document.querySelector('.paper details[open] tbody td')"
                        + " && !document.querySelector('.paper details[open] a.basis')");
        int clicks = hand.takeClicks();
        assertTrue(clicks <= 4, "from a light to the reading: " + clicks);
        String readings = browser.evaluate("document.querySelector('.paper details[open] table').innerText")
                .asText();
        assertTrue(readings.matches("(?s).*\\d\\d:00.*\\d\\s+N\\s.*"), readings);
        assertEquals(List.of(), errors());
    }

    /** A table gives its rows as they are narrowed; a chart itself as a picture. */
    @Test
    void whatIsShownIsTakenAsAFile() throws Exception {
        choose("zh", "light");
        Path files = Files.createDirectories(folder.resolve("shown"));
        browser.call("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", files.toString()));
        visit("noise");
        String first = "document.querySelector('.card:first-child')";
        browser.evaluate(
                "{const input = " + first
                        + ".querySelector('input[type=search]'); if (input) { input.value = '东湖'; input.dispatchEvent(new Event('input')); }}");
        int rows =
                browser.evaluate(first + ".querySelectorAll('tbody tr').length").asInt();
        browser.evaluate(
                "[..." + first + ".querySelectorAll('button.take')].find(one => one.textContent === 'CSV').click()");
        Path csv = finished(files, ".csv");
        List<String> lines = Files.readAllLines(csv);
        assertEquals(1 + rows, lines.size());
        assertTrue(lines.getFirst().startsWith("\uFEFF") && lines.getFirst().contains("夜间"), lines.getFirst());
        assertTrue(String.valueOf(csv.getFileName()).startsWith("泠川市-"), csv::toString);
        browser.evaluate(
                "[..." + first + ".querySelectorAll('button.take')].find(one => one.textContent === 'XLSX').click()");
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(finished(files, ".xlsx")))) {
            assertEquals(rows, book.getSheetAt(0).getLastRowNum());
            assertTrue(
                    book.getSheetAt(1).getRow(1).getCell(1).getStringCellValue().contains("#/noise"));
        }
        browser.evaluate(
                "[..." + first + ".querySelectorAll('button.take')].find(one => one.textContent === 'DOCX').click()");
        try (XWPFDocument document = new XWPFDocument(Files.newInputStream(finished(files, ".docx")))) {
            assertEquals(1 + rows, document.getTables().getFirst().getNumberOfRows());
            assertTrue(document.getTables().getFirst().getRow(0).isRepeatHeader());
            assertTrue(document.getParagraphs().getFirst().getText().startsWith("泠川市 "));
            assertTrue(
                    document.getParagraphs().stream()
                            .anyMatch(one -> one.getText().contains("#/noise")),
                    "where it was seen");
        }
        browser.evaluate("window.print = () => { window.asked = true; };" + "[..." + first
                + ".querySelectorAll('button.take')].find(one => one.textContent === 'PDF').click()");
        browser.until("window.asked");
        assertEquals(
                rows,
                browser.evaluate("document.querySelectorAll('.sheet tbody tr').length")
                        .asInt());
        byte[] pdf = Base64.getDecoder()
                .decode(browser.call("Page.printToPDF", Map.of("preferCSSPageSize", true))
                        .at("/data")
                        .asText());
        try (PdfReader reader = new PdfReader(pdf)) {
            assertEquals(1, reader.getNumberOfPages(), "the rows alone");
        }
        browser.until("!document.querySelector('.sheet')");
        visit("overview");
        browser.until("document.querySelector('.chart svg')");
        browser.evaluate(
                "[...document.querySelectorAll('.drawing button.take')].find(one => one.textContent === 'PNG').click()");
        byte[] picture = Files.readAllBytes(finished(files, ".png"));
        assertEquals("PNG", new String(picture, 1, 3, StandardCharsets.US_ASCII));
        assertTrue(picture.length > 10_000, picture.length + " bytes");
        assertEquals(List.of(), errors());
    }

    private static void foulTheNewestSample(String section) throws Exception {
        List<String> ends = server.get("/api/v1/water/samples?limit=1000&from=2026-01-01&section=" + section)
                .texts("/end");
        put(
                "/api/v1/stations/" + section + "/readings",
                "application/json",
                "{\"end\":\"" + ends.getLast() + "\",\"period\":\"PT4H\",\"values\":{\"NH3N\":9.9}}");
        while (activeAlerts() == 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static int activeAlerts() {
        return server.get("/api/v1/alerts?active=true&kind=over-limit")
                .json()
                .get("items")
                .size();
    }

    @Test
    void alertsThatHoldAreShown() throws Exception {
        foulTheNewestSample("LCW03");
        choose("zh", "light");
        visit("operations");
        assertTrue(browser.evaluate("document.querySelector('main').innerText")
                .asText()
                .contains("持续中"));
        visit("overview");
        String shown = browser.evaluate("[...document.querySelectorAll('.card')]"
                        + ".find(one => one.querySelector('h2').textContent === '预警').innerText")
                .asText();
        assertTrue(shown.contains("泠江渡口") && shown.contains("超标") && shown.contains("9.9"), shown);
        assertEquals(List.of(), errors());
    }

    @Test
    void thePageIsLight() throws Exception {
        choose("zh", "light");
        visit("overview");
        browser.until("document.querySelector('.chart svg')");
        int bytes = browser.evaluate(
                        "performance.getEntriesByType('resource').filter(one => one.name.includes('/web/'))"
                                + ".reduce((sum, one) => sum + one.encodedBodySize, 0)")
                .asInt();
        assertTrue(bytes > 100_000 && bytes < 600_000, bytes + " bytes compressed, without a map");
        String elsewhere = browser.evaluate("performance.getEntriesByType('resource').map(one => one.name)"
                        + ".filter(name => !name.startsWith(location.origin)).join(' ')")
                .asText();
        assertEquals("", elsewhere, "nothing is fetched from elsewhere");
    }

    @Test
    void whatCannotBeReadIsSaidAndTriedAgain() throws Exception {
        choose("en", "light");
        browser.call("Network.enable", Map.of());
        browser.call("Network.setBlockedURLs", Map.of("urls", List.of("*/api/v1/stations*")));
        try {
            browser.open("about:blank");
            browser.open(server.uri() + "/#/overview");
            browser.until("document.querySelector('main [role=alert]')");
            assertTrue(browser.evaluate("document.querySelector('main button').textContent")
                    .asText()
                    .equals("Try again"));
        } finally {
            browser.call("Network.setBlockedURLs", Map.of("urls", List.of()));
            browser.call("Network.disable", Map.of());
        }
        browser.evaluate("document.querySelector('main button').click()");
        browser.until(READY);
        errors();
    }
}
