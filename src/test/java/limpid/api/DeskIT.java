package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.PostgresExtension;
import limpid.api.http.Local;
import limpid.measure.LocalDay;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What an office does in the page, in a real Chromium: by the least role that may, and refused to the role below and to another city's person. */
@Timeout(300)
class DeskIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static final String PASSWORD = "Lingchuan-2026";
    private static final String HERE = "临江市";
    private static final String ELSEWHERE = "他市";
    private static final String EVERYWHERE = "*";
    private static final Map<String, String> NAMES = Map.of(HERE, ".here", EVERYWHERE, ".all", ELSEWHERE, ".elsewhere");
    private static final String CITY = URLEncoder.encode(HERE, StandardCharsets.UTF_8);

    private static final Map<String, List<String>> SESSIONS = new HashMap<>();
    private static ApiServer server;
    private static Browser browser;
    private static Hand hand;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on this machine");
        server = new ApiServer(POSTGRES.settings());
        send("POST", "stations/import", "text/csv", """
                code,name_zh,medium,city,district,period,lon,lat,roles,noise_network,counts_in_city
                A-1,市监测站,air,临江市,江北,PT1H,112.1,31.1,,,true
                W-1,大桥,water,临江市,江北,PT4H,112.2,31.2,drinking_source,,
                N-1,广场,noise,临江市,江南,PT1H,112.3,31.3,,regional,
                S-2,邻站,air,他市,,PT1H,113.1,31.1,,,
                """);
        browser = Browser.start(program.get(), folder);
        hand = new Hand(browser, server.uri().toString());
    }

    @AfterAll
    static void stop() throws Exception {
        if (!Browser.PICTURES.isEmpty()) {
            Files.write(Path.of(Browser.PICTURES, "tasks.md"), DONE.values());
        }
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void send(String method, String path, String type, String body) {
        ApiServer.Answer answer =
                server.send(method, "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY);
        assertEquals(2, answer.status() / 100, answer.text());
    }

    private static String person(String role, String city) {
        String name = role + NAMES.getOrDefault(city, ".there");
        if (server.bean(Persons.class).find(name).isEmpty()) {
            server.bean(Persons.class)
                    .add(
                            new Person(
                                    name,
                                    name,
                                    List.of(role),
                                    Scope.of(List.of(city.equals(EVERYWHERE) ? city : "city:" + city)),
                                    Person.State.ACTIVE),
                            Passwords.hash(PASSWORD),
                            false,
                            Instant.now(),
                            "test");
        }
        return name;
    }

    private static void signIn(String role) throws Exception {
        signIn(role, HERE);
    }

    private static void signIn(String role, String city) throws Exception {
        browser.call("Network.clearBrowserCookies", Map.of());
        String name = person(role, city);
        hand.open("account", "zh", "light");
        hand.click("登录");
        hand.type("name", name);
        hand.type("password", PASSWORD);
        hand.press("document.querySelector('dialog button.main')");
        browser.until("!document.querySelector('dialog') && document.querySelector('#door .who')");
        hand.takeClicks();
    }

    /** The headers of a person who has signed in. */
    private static List<String> session(String role, String city) {
        return SESSIONS.computeIfAbsent(person(role, city), name -> {
            ApiServer.Answer entered = server.send(
                    "POST",
                    "/api/v1/session",
                    "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}",
                    "Content-Type",
                    "application/json");
            return List.of(
                    "Cookie",
                    entered.header("Set-Cookie").split(";")[0],
                    "X-CSRF-Token",
                    entered.json().at("/csrf").asText());
        });
    }

    /** Sends what the page has just written once more as somebody else, who is refused by name. */
    private static void refused(String role, String city, String problem) throws Exception {
        JsonNode written = hand.written();
        List<String> headers = new java.util.ArrayList<>(session(role, city));
        if (!written.at("/type").asText().isEmpty()) {
            headers.addAll(List.of("Content-Type", written.at("/type").asText()));
        }
        server.send(
                        written.at("/method").asText(),
                        "/" + written.at("/url").asText(),
                        Base64.getDecoder().decode(written.at("/body").asText()),
                        headers.toArray(String[]::new))
                .problem(403, problem);
    }

    private static void refusedToOthers(String role, String below) throws Exception {
        refused(below, HERE, "forbidden");
        refused(role, ELSEWHERE, "foreign-place");
    }

    /** What somebody does by hand. */
    private interface Deed {
        void run() throws Exception;
    }

    /** Does a task and notes it; then the role below and another city's person are refused the same by name. */
    private static void task(String what, String role, String below, Deed deed) throws Exception {
        hand.takeClicks();
        long begun = System.nanoTime();
        deed.run();
        done(what, role, begun);
        refusedToOthers(role, below);
    }

    /** Does what is of all places; the role below is refused by name, and whoever writes for one city. */
    private static void taskOfAll(String what, String role, String below, Deed deed) throws Exception {
        hand.takeClicks();
        long begun = System.nanoTime();
        deed.run();
        done(what, role, begun);
        refused(below, HERE, "forbidden");
        refused(role, HERE, "foreign-place");
    }

    /** Reads something without signing in. */
    private static int reads(String what, Deed deed) throws Exception {
        return reads(what, "–", deed);
    }

    /** Reads something as somebody of the least role that may. */
    private static int reads(String what, String role, Deed deed) throws Exception {
        hand.takeClicks();
        long begun = System.nanoTime();
        deed.run();
        return done(what, role, begun);
    }

    private static final Map<String, String> DONE = new java.util.TreeMap<>();

    /** Notes a task with its clicks, which it answers, and the seconds it took here. */
    private static int done(String task, String role, long begun) {
        int clicks = hand.takeClicks();
        DONE.put(
                task,
                "| " + task + " | " + (role.equals("–") ? role : "`" + role + "`") + " | " + clicks + " | "
                        + Math.round((System.nanoTime() - begun) / 1e8) / 10.0 + " |");
        return clicks;
    }

    /** A browser reports answers of 400 and 409 and a readiness that is down, as without a broker, by itself. */
    private static List<String> errors() {
        return browser.takeErrors().stream()
                .filter(error -> !error.contains("/health/readiness\"") && !error.matches(".*status of (400|409).*"))
                .toList();
    }

    private static String text() throws Exception {
        return browser.evaluate("document.querySelector('main').innerText").asText();
    }

    private static void picture(String name, int width) throws Exception {
        try {
            browser.picture(name + "-" + width, width);
        } finally {
            browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** Every screen in both languages and themes, on a desk and on a phone. */
    private static void look(String screen) throws Exception {
        for (String language : List.of("zh", "en")) {
            for (String theme : List.of("light", "dark")) {
                hand.open(screen, language, theme);
                picture(screen.split("\\?")[0] + "-" + language + "-" + theme, 1920);
                picture(screen.split("\\?")[0] + "-" + language + "-" + theme, 1440);
                picture(screen.split("\\?")[0] + "-" + language + "-" + theme, 390);
            }
        }
    }

    @Test
    void anAdministratorKeepsPersonsAndKeysAndReadsTheAudit() throws Exception {
        signIn(Role.ADMIN);
        hand.click("管理");
        task("person added 新增用户", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("新增用户");
            hand.type("name", "li.na");
            hand.type("displayName", "李娜");
            hand.click("一级审核");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("document.querySelector('dialog .secret')");
        });
        String password = browser.evaluate("document.querySelector('dialog .secret').value")
                .asText();
        assertEquals(
                "person",
                server.send(
                                "POST",
                                "/api/v1/session",
                                "{\"name\":\"li.na\",\"password\":\"" + password + "\"}",
                                "Content-Type",
                                "application/json")
                        .json()
                        .at("/kind")
                        .asText());
        hand.click("关闭");
        browser.until("!document.querySelector('dialog') && /李娜/.test(document.querySelector('main').innerText)");
        assertTrue(
                !browser.evaluate("document.documentElement.outerHTML").asText().contains(password), "shown once");

        task("person's role and state changed 修改用户", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("li.na", "修改");
            hand.click("二级审核");
            hand.choose("state", "locked");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("/锁定/.test(document.querySelector('main tbody').innerText)");
        });
        task("password given anew 重置密码", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("li.na", "重置密码");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("document.querySelector('dialog .secret')");
        });
        hand.click("关闭");

        hand.click("密钥");
        task("key of a station made 新建站点密钥", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("新建密钥");
            hand.type("name", "logger-7");
            hand.choose("role", "station");
            hand.choose("expiresAt", "2099-01-01");
            hand.type("places", "station:A-1");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("document.querySelector('dialog .secret')");
        });
        String key = browser.evaluate("document.querySelector('dialog .secret').value")
                .asText();
        String reading = "{\"end\":\"2026-03-14T10:00:00+08:00\",\"values\":{\"PM2.5\":5}}";
        assertEquals(200, write("A-1", reading, key));
        assertEquals(403, write("S-2", reading, key));
        hand.click("关闭");
        task("key revoked 吊销密钥", Role.ADMIN, Role.PUBLISHER, () -> {
            browser.until("!document.querySelector('dialog')");
            hand.click("logger-7", "吊销");
            hand.press("document.querySelector('dialog button.main')");
            browser.until(
                    "!document.querySelector('dialog') && /暂无|没有|0 \\//.test(document.querySelector('main').innerText)");
        });
        assertEquals(401, write("A-1", reading, key));

        hand.click("审计");
        browser.until("/吊销密钥/.test(document.querySelector('main tbody').innerText)");
        assertEquals(
                0,
                browser.evaluate("[...document.querySelectorAll('main option')]"
                                + ".filter(one => /^(POST|PUT|DELETE) /.test(one.textContent)).length")
                        .asInt(),
                "each action has words");
        hand.choose("from", "2026-01-01");
        browser.until("/from=2026-01-01/.test(location.hash)");
        hand.ready();
        hand.open("audit?who=admin.here&action=" + "PUT%20/api/v1/persons/{name}", "zh", "light");
        browser.until("document.querySelectorAll('main tbody tr').length === 1");
        hand.click("查看");
        browser.until("document.querySelector('dialog[open] table')");
        String detail =
                browser.evaluate("document.querySelector('dialog').innerText").asText();
        assertTrue(detail.contains("locked") && detail.contains("active") && detail.contains("reviewer2"), detail);
        hand.open("audit?refused=true", "zh", "light");
        browser.until("/403\\s+forbidden/.test(document.querySelector('main tbody').innerText)");
        String file = browser.evaluate("document.querySelector('a[download=\"audit.csv\"]').getAttribute('href')")
                .asText();
        assertTrue(
                browser.evaluate("fetch('" + file + "').then(answer => answer.text())")
                        .asText()
                        .contains("foreign-place"),
                file);
        for (String screen : List.of("people", "keys", "audit", "account")) {
            look(screen);
        }
        assertEquals(List.of(), browser.takeErrors());
    }

    private static int write(String station, String reading, String key) {
        return server.send(
                        "POST",
                        "/api/v1/stations/" + station + "/readings",
                        reading,
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        key)
                .status();
    }

    @Test
    void nobodyElseSeesThem() throws Exception {
        signIn(Role.PUBLISHER);
        assertEquals(
                0,
                browser.evaluate(
                                "[...document.querySelectorAll('nav a')].filter(one => one.textContent === '管理').length")
                        .asInt());
        for (String screen : List.of("people", "keys", "audit")) {
            hand.open(screen, "zh", "light");
            assertTrue(text().contains("请以管理员登录"), text());
        }
        assertEquals(List.of(), browser.takeErrors());
    }

    @Test
    void aPersonChangesTheirPassword() throws Exception {
        signIn(Role.ANALYST);
        hand.click("analyst.here");
        hand.type("password", PASSWORD);
        hand.type("newPassword", "another-Password-7");
        hand.type("repeatPassword", "another-Password-8");
        hand.press("document.querySelector('main form button.main')");
        browser.until("/不一致/.test(document.querySelector('main [role=alert]').textContent)");
        hand.type("repeatPassword", "another-Password-7");
        hand.press("document.querySelector('main form button.main')");
        browser.until("/密码已修改/.test(document.querySelector('main [role=alert]').textContent)");
        hand.type("password", "another-Password-7");
        hand.type("newPassword", PASSWORD);
        hand.type("repeatPassword", PASSWORD);
        hand.press("document.querySelector('main form button.main')");
        browser.until("/✓/.test(document.querySelector('main [role=alert]').textContent)"
                + " && document.querySelector('main form').elements.password.value === ''");
        assertEquals(List.of(), browser.takeErrors());
    }

    @Test
    void refusedMessagesAreReadAsTheyWereMeantOrDiscarded() throws Exception {
        String misnamed = "{\"end\":\"2026-03-15T10:00:00+08:00\",\"values\":{\"PM25\":0.035}}";
        server.send(
                "POST",
                "/api/v1/stations/A-1/readings",
                misnamed,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        server.send(
                "POST",
                "/api/v1/stations/N-1/readings",
                misnamed,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        signIn(Role.VIEWER);
        hand.open("operations?refusedOf=A-1", "zh", "light");
        reads("why a message was refused 报文为何被拒", Role.VIEWER, () -> {
            hand.click("因子未知", "查看");
            browser.until("/PM25/.test(document.querySelector('dialog[open]').innerText)"
                    + " && /values\\/PM25/.test(document.querySelector('dialog[open]').innerText)");
        });
        signIn(Role.STATION_ENGINEER);
        hand.open("operations?refusedOf=A-1", "zh", "light");
        task("refused message replayed as meant 被拒报文改名换算后重放", Role.STATION_ENGINEER, Role.VIEWER, () -> {
            hand.click("因子未知", "查看");
            hand.click("改名或换算后重放");
            browser.until("document.querySelector('dialog[open] [name=\"name PM25\"]')");
            browser.evaluate("[...document.querySelectorAll('dialog')].slice(0, -1).forEach(one => one.close())");
            hand.type("name PM25", "PM2.5");
            hand.choose("factor PM25", "1000");
            hand.press("[...document.querySelectorAll('dialog button.main')].at(-1)");
            browser.until("/入库 1 个数据/.test(document.querySelector('dialog[open]')?.innerText ?? '')");
        });
        JsonNode readings = server.ask("/api/v1/stations/A-1/readings?parameter=PM2.5&from=2026-03-15&to=2026-03-15")
                .json();
        assertEquals(
                "35",
                readings.at("/items/0/value")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString(),
                readings::toString);
        hand.open("operations?refusedOf=N-1", "zh", "light");
        task("refused message discarded 被拒报文不予处理", Role.STATION_ENGINEER, Role.VIEWER, () -> {
            hand.click("因子未知", "查看");
            hand.click("不予处理");
            browser.until("document.querySelectorAll('dialog[open]').length === 2");
            browser.evaluate("document.querySelectorAll('dialog')[0].close()");
            browser.until("document.querySelectorAll('dialog[open]').length === 1");
            hand.type("reason", "测试报文");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /不予处理/.test(document.querySelector('main').innerText)");
        });
        JsonNode discarded = server.ask("/api/v1/rejects?station=N-1").json();
        assertEquals("测试报文", discarded.at("/items/0/discardedFor").asText(), discarded::toString);
        assertEquals(List.of(), errors());
    }

    @Test
    void aBulletinOfAnEmptyPeriodIsPublishedWhereSomebodySaysSo() throws Exception {
        signIn(Role.PUBLISHER);
        hand.open("bulletin?period=2020-02&city=" + CITY, "zh", "light");
        task("bulletin of an empty period published 发布无数据时段的通报", Role.PUBLISHER, Role.VIEWER, () -> {
            hand.click("发布");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("document.querySelector('dialog [name=empty]')?.offsetParent");
            hand.click("该时段无监测数据，仍然发布");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /publication=/.test(location.hash)");
        });
        browser.until("/与发布时一致/.test(document.querySelector('main').innerText)");
        task("bulletin withdrawn 撤回通报", Role.PUBLISHER, Role.ANALYST, () -> {
            hand.click("2020-02", "撤回");
            hand.type("reason", "数据有误，更正后重新发布");
            hand.press("document.querySelector('dialog button.main')");
            browser.until(
                    "!document.querySelector('dialog') && /✗ 已撤回/.test(document.querySelector('main').innerText)");
        });
        browser.until("/本通报已于 .* 撤回/.test(document.querySelector('main').innerText)");
        look("bulletin?period=2020-02&city=" + CITY);
        assertEquals(List.of(), errors());
    }

    @Test
    void aStationIsRegisteredPlacedClosedAndDeleted() throws Exception {
        signIn(Role.STATION_ENGINEER);
        hand.open("station?medium=air&code=A-7", "zh", "light");
        task("station registered, placed on the map 登记站点、图上选点", Role.STATION_ENGINEER, Role.ANALYST, () -> {
            hand.type("nameZh", "新站");
            hand.click("在图上选点");
            hand.press("document.querySelector('dialog svg.point')");
            hand.click("采用");
            browser.until("!document.querySelector('dialog')");
            hand.press("document.querySelector('main form button.main')");
            browser.until("/A-7 已保存/.test(document.querySelector('main').innerText)");
        });
        assertTrue(server.get("/api/v1/stations/A-7").json().at("/lon").isNumber());
        reads("data of a station registered just now 查看新登记站点的数据", () -> {
            hand.click("环境空气");
            browser.until("[...document.querySelectorAll('main option')].some(one => one.value === 'A-7')");
        });
        hand.open("station?edit=A-7", "zh", "light");
        task("station closed 站点停运", Role.STATION_ENGINEER, Role.ANALYST, () -> {
            hand.click("停运");
            hand.choose("last", "2026-11-01");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')");
        });
        assertEquals(
                "2026-11-01",
                server.get("/api/v1/stations/A-7").json().at("/inServiceTo").asText());
        hand.open("station?edit=A-7", "zh", "light");
        task("empty station deleted 删除空站点", Role.STATION_ENGINEER, Role.ANALYST, () -> {
            hand.click("删除");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')");
        });
        server.get("/api/v1/stations/A-7").problem(404, "unknown-station");
        assertEquals(List.of(), errors());
    }

    @Test
    void aReviewerConfirmsDaysAndSeesWhatFollows() throws Exception {
        StringBuilder hours = new StringBuilder("station,parameter,end,value\n");
        for (int hour = 1; hour <= 24; hour++) {
            hours.append("A-1,PM2.5,2026-03-02T%02d:00,35\n".formatted(hour));
        }
        send("POST", "readings/import", "text/csv", hours.toString());
        while (server.get("/api/v1/air/days?station=A-1&from=2026-03-02&to=2026-03-02")
                .texts("/date")
                .isEmpty()) {
            Thread.sleep(50);
        }
        signIn(Role.REVIEWER);
        hand.open("air?station=A-1&from=2026-03-02&to=2026-03-02", "zh", "light");
        task("days confirmed 审核日报", Role.REVIEWER, Role.ANALYST, () -> {
            hand.click("审核日报");
            hand.choose("from", "2026-03-02");
            hand.choose("to", "2026-03-02");
            browser.until("/共 1 天有日数据，其中 1 天待审核/.test(document.querySelector('dialog[open]').innerText)");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')");
        });
        assertEquals(
                List.of("reviewed"),
                server.get("/api/v1/air/days?station=A-1&from=2026-03-02&to=2026-03-02")
                        .texts("/status"));
        assertEquals(List.of(), errors());
    }

    @Test
    void aDayOfDustIsEnteredAndTakenBack() throws Exception {
        signIn(Role.ANALYST);
        hand.open("entry?form=dust", "zh", "light");
        task("day of dust entered 登记沙尘日", Role.ANALYST, Role.PUBLISHER, () -> {
            hand.click("登记沙尘日");
            hand.choose("date", "2026-03-14");
            hand.type("source", "总站通报");
            hand.press("document.querySelector('dialog button.main')");
            browser.until(
                    "!document.querySelector('dialog') && /2026-03-14/.test(document.querySelector('main').innerText)");
        });
        hand.click("2026-03-14", "取消");
        hand.press("document.querySelector('dialog button.main')");
        browser.until(
                "!document.querySelector('dialog') && !/2026-03-14/.test(document.querySelector('main').innerText)");
        refused(Role.PUBLISHER, HERE, "forbidden");
        assertEquals(List.of(), errors());
    }

    /** Hands in a table of a form: checked, then taken in. */
    private static void handIn(String form, String csv, boolean sure) throws Exception {
        Path file = Files.writeString(folder.resolve(form + ".csv"), csv);
        hand.file(file);
        browser.until("/1 行无误/.test(document.querySelector('main').innerText)");
        hand.click("导入");
        if (sure) {
            hand.press("document.querySelector('dialog button.main')");
        }
        browser.until(
                "!document.querySelector('dialog') && /✓ (已导入|.*新增|.*1)/.test(document.querySelector('main').innerText)"
                        + " && document.querySelector('main button.main').disabled");
    }

    /** A section with a bad sample, days of two years, and what follows from them. */
    @Test
    void whoeverLooksFindsWhatIsOffTarget() throws Exception {
        send("POST", "stations/import", "text/csv", """
                code,name_zh,medium,city,period,target_class,water_body,water_body_type
                W-2,下游,water,临江市,PT4H,3,清河,river
                """);
        LocalDate today = LocalDate.now(LocalDay.CHINA);
        send("POST", "stations/W-2/readings", "application/json", """
                {"end":"%s","period":"PT0S","values":{"NH3N":1.6,"DO":7,"PH":7.1}}""".formatted(
                        Local.time(Instant.now().truncatedTo(ChronoUnit.MINUTES))));
        waitFor("/api/v1/water/samples?section=W-2&from=" + today + "&to=" + today);
        LocalDate yesterday = today.minusDays(1);
        days(yesterday, 2);
        days(yesterday.minusYears(1), 5);
        browser.call("Network.clearBrowserCookies", Map.of());
        hand.open("overview?city=" + CITY, "zh", "light");
        int clicks = reads("section off target, and why 哪个断面不达标、原因", () -> {
            hand.click("地表水");
            browser.until("/下游/.test(document.querySelector('main').innerText)");
            hand.ready();
            hand.click("下游");
            browser.until("/section=W-2/.test(location.hash)"
                    + " && /▲\\s*超目标项目 氨氮 1\\.6 \\/ 1/.test(document.querySelector('main').innerText)");
        });
        assertTrue(clicks <= 2, "why a section is off target in " + clicks + " clicks");
        assertTrue(text().contains("✗ 未达标"), text());
        JsonNode air = server.ask("/api/v1/screen/overview?city=" + CITY).json().at("/air");
        String good = String.valueOf(
                air.at("/days/excellent").asInt() + air.at("/days/good").asInt());
        JsonNode sides = air.at("/changes/days");
        reads("excellent days of this year and the last 今年与去年优良天数", () -> {
            hand.click("总览");
            browser.until("/今年有效 " + sides.at("/now").asText() + "\\/\\d+ 天，上年 "
                    + sides.at("/before").asText() + "\\/\\d+ 天/.test(document.querySelector('main').innerText)");
        });
        assertTrue(
                browser.evaluate("[...document.querySelectorAll('.figure')].some(one => one.innerText.includes('优良天数')"
                                + " && one.querySelector('.value').innerText.startsWith('" + good + "'))")
                        .asBoolean(),
                text());
        hand.open("water?section=W-2&city=" + CITY, "zh", "light");
        Path files = Files.createDirectories(folder.resolve("files"));
        browser.call("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", files.toString()));
        reads("section of a year as a workbook 断面全年数据导出", () -> {
            hand.click("导出");
            hand.choose("from", today.getYear() + "-01-01");
            hand.choose("to", today.getYear() + "-12-31");
            hand.press("[...document.querySelectorAll('dialog button')].find(one => one.textContent === '开始导出')");
            browser.until("/完成，/.test(document.querySelector('dialog')?.innerText ?? '')");
        });
        try (XSSFWorkbook book = new XSSFWorkbook(finished(files).toFile())) {
            List<String> cells = new ArrayList<>();
            DataFormatter print = new DataFormatter();
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> cells.add(print.formatCellValue(cell)))));
            assertTrue(cells.containsAll(List.of("W-2", "下游", "NH3N", "1.600", "GB 3838-2002")), cells::toString);
            assertTrue(cells.stream().noneMatch("W-1"::equals), "of this section alone");
        }
        assertEquals(List.of(), errors());
    }

    /** Twenty days of the station up to one, some of them polluted, and what the city has of them. */
    private static void days(LocalDate last, int polluted) throws Exception {
        int days = 20;
        StringBuilder values = new StringBuilder();
        for (String one : List.of("SO2", "NO2", "CO", "O3", "PM10", "PM2.5")) {
            String hours = IntStream.range(0, 24 * days)
                    .mapToObj(hour -> one.equals("PM2.5") && hour < 24 * polluted ? "90" : "1")
                    .collect(Collectors.joining(","));
            values.append(values.isEmpty() ? "" : ",").append('"' + one + "\":[" + hours + "]");
        }
        send(
                "POST",
                "stations/A-1/readings",
                "application/json",
                "{\"end\":\"" + last.plusDays(1) + "T00:00:00+08:00\",\"values\":{" + values + "}}");
        String question = "/api/v1/air/evaluation?city=" + CITY + "&from=" + last.minusDays(days - 1) + "&to=" + last;
        for (int i = 0;
                i < 1_200
                        && server.get(question).json().at("/items/0/days/valid").asInt() < days;
                i++) {
            Thread.sleep(50);
        }
        assertEquals(days, server.get(question).json().at("/items/0/days/valid").asInt(), question);
    }

    /** A file that Chromium has taken whole: it gets its name at the end. */
    private static Path finished(Path files) throws Exception {
        while (true) {
            try (Stream<Path> all = Files.list(files)) {
                Optional<Path> file =
                        all.filter(one -> one.toString().endsWith(".xlsx")).findFirst();
                if (file.isPresent() && Files.size(file.get()) > 0) {
                    return file.get();
                }
            }
            Thread.sleep(50);
        }
    }

    @Test
    void anAnalystHandsInWhatOfficesSend() throws Exception {
        signIn(Role.ANALYST);
        Map<String, String> tables = new java.util.LinkedHashMap<>();
        tables.put("surveys", "测点,监测批次,开始时间,监测时长,等效声级\n广场,2026,2026/3/4 10:20,20,58.4\n");
        tables.put("intakes", "水源地,月份,取水量,来源\n大桥,2026-01,451.05,水务局月报\n");
        tables.put("dust", "城市,日期,污染物,来源\n临江市,2026-03-16,PM10,总站通报\n");
        tables.put("reports", "指标,年度,数值,来源\n16,2024,48.1,统计年鉴\n");
        Map<String, String> names = Map.of(
                "surveys", "noise survey handed in 噪声普查导入",
                "intakes", "water taken handed in 取水量导入",
                "dust", "days of dust handed in 沙尘日导入",
                "reports", "figures of a programme handed in 考核填报数导入");
        for (Map.Entry<String, String> table : tables.entrySet()) {
            hand.open("entry?form=" + table.getKey() + "&programme=model-city-6&city=" + CITY, "zh", "light");
            String below = table.getKey().equals("dust") ? Role.PUBLISHER : Role.REVIEWER;
            task(names.get(table.getKey()), Role.ANALYST, below, () -> handIn(table.getKey(), table.getValue(), false));
        }
        assertEquals(
                List.of("2026-03-16"),
                server.get("/api/v1/air/dust?city=" + CITY + "&from=2026-03-16&to=2026-03-16")
                        .texts("/date"));
        assertTrue(server.get("/api/v1/water/intakes?period=2026").text().contains("451.05"), "water taken is kept");
        hand.open("programmes?programme=model-city-6&city=" + CITY, "zh", "light");
        task("figure of a programme entered 填报考核数据", Role.ANALYST, Role.REVIEWER, () -> {
            hand.click("建成区绿化覆盖率", "填报");
            hand.type("value", "52.5");
            hand.type("source", "住建局");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')");
        });
        assertEquals(List.of(), errors());
    }

    @Test
    void aUnitReportsOnItsTask() throws Exception {
        String there = "阳江市";
        send("POST", "stations/import", "text/csv", """
                code,name_zh,medium,city,period
                Y-1,阳江站,air,阳江市,PT1H
                """);
        signIn(Role.ANALYST, there);
        hand.open(
                "tasks?programme=yangjiang&list=2016&city=" + URLEncoder.encode(there, StandardCharsets.UTF_8),
                "zh",
                "light");
        hand.takeClicks();
        long begun = System.nanoTime();
        hand.press("document.querySelector('main input[type=search]')");
        browser.call("Input.insertText", Map.of("text", "2016-32"));
        hand.click("2016-32", "填报进展");
        hand.choose("unit", "市环境保护局");
        hand.type("percent", "60");
        hand.type("words", "站房已建");
        hand.press("document.querySelector('dialog button.main')");
        browser.until("!document.querySelector('dialog')");
        done("report on a task 填报任务进展", Role.ANALYST, begun);
        refused(Role.REVIEWER, there, "forbidden");
        refused(Role.ANALYST, HERE, "foreign-place");
        hand.open(
                "entry?form=tasks&programme=yangjiang&city=" + URLEncoder.encode(there, StandardCharsets.UTF_8),
                "zh",
                "light");
        hand.takeClicks();
        begun = System.nanoTime();
        handIn("tasks", "任务编号,责任单位,填报日期,完成进度,进展情况\n2016-33,市公安局,2016-06-09,100,已出台\n", false);
        done("reports on tasks handed in 任务进展导入", Role.ANALYST, begun);
        refused(Role.REVIEWER, there, "forbidden");
        refused(Role.ANALYST, HERE, "foreign-place");
        assertEquals(
                List.of("2016-33"),
                server.get("/api/v1/programmes/yangjiang/tasks?list=2016&state=done")
                        .texts("/code"));
        assertEquals(
                "60",
                server.get("/api/v1/programmes/yangjiang/tasks/2016-32/entries")
                        .json()
                        .at("/items/0/percent")
                        .asText());
        look("tasks?programme=yangjiang&list=2016&city=" + URLEncoder.encode(there, StandardCharsets.UTF_8));
        send("DELETE", "stations/Y-1", "application/json", "");
        assertEquals(List.of(), errors());
    }

    @Test
    void anAdministratorOfAllPlacesSetsLimitsAndHasASpanComputedAgain() throws Exception {
        signIn(Role.ADMIN, EVERYWHERE);
        hand.open("entry?form=limits", "zh", "light");
        taskOfAll(
                "limits of a plan handed in 方案限值导入",
                Role.ADMIN,
                Role.PUBLISHER,
                () -> handIn("limits", "断面,项目,限值,起始日期,截止日期,方案\n大桥,氨氮,2.5,2026-01-01,,2026年水质目标\n", true));
        assertTrue(server.get("/api/v1/water/limits").text().contains("2.5"), "the limit is kept");

        hand.open("operations", "zh", "light");
        hand.click("重算");
        browser.until("/没有重算任务/.test(document.querySelector('main').innerText)");
        taskOfAll("span computed again 重算一段时间", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("重算一段时间");
            hand.choose("from", "2026-03-01");
            hand.choose("to", "2026-03-31");
            browser.until("/涉及 \\d+ 个站点/.test(document.querySelector('dialog').innerText)");
            hand.press("document.querySelector('dialog button.main')");
            browser.until(
                    "!document.querySelector('dialog') && /31 \\/ 31 天/.test(document.querySelector('main').innerText)");
        });
        browser.until("/已完成/.test(document.querySelector('main').innerText)");
        ApiServer.Answer cancelled =
                server.send("DELETE", "/api/v1/recomputations/1", "", "X-API-Key", ApiServer.ADMIN_KEY);
        cancelled.problem(409, "contradiction");
        look("recompute");
        assertEquals(List.of(), errors());
    }

    @Test
    void anAdministratorOfAllPlacesChoosesARuleAndTakesItBack() throws Exception {
        signIn(Role.ADMIN, EVERYWHERE);
        hand.open("operations", "zh", "light");
        hand.click("规则与阈值");
        browser.until("/全部取默认值/.test(document.querySelector('main').innerText)"
                + " && document.querySelector('main input[type=search]')");
        browser.evaluate("{const one = document.querySelector('main input[type=search]');"
                + " one.value = 'leastSharePercent'; one.dispatchEvent(new Event('input', {bubbles: true}));}");
        taskOfAll("rule chosen 选定规则", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("air.city.leastSharePercent", "选定");
            hand.type("value", "101");
            hand.choose("city", HERE);
            hand.type("reason", "市局通知");
            browser.until("/75 % → 101 %：重启服务后生效/.test(document.querySelector('dialog').innerText)");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("/is not from 0..100/.test(document.querySelector('dialog').innerText)");
            hand.type("value", "80");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')"
                    + " && /80[^]*⚠ 重启服务后生效/.test(document.querySelector('main').innerText)");
        });
        assertTrue(
                server.get("/api/v1/rules/choices.csv", "X-API-Key", ApiServer.ADMIN_KEY)
                        .text()
                        .contains("air.city.leastSharePercent,临江市,,80,desk,市局通知,admin.all,"),
                "the choice is kept");
        taskOfAll("choice of rule taken back 撤回选定的规则", Role.ADMIN, Role.PUBLISHER, () -> {
            hand.click("air.city.leastSharePercent", "撤回选定");
            hand.type("reason", "通知作废");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /已被替代/.test(document.querySelector('main').innerText)");
        });
        look("rules");
        assertEquals(List.of(), errors());
    }

    @Test
    void anHourIsJudgedAndAnAlertWorkedByTheOneOnDuty() throws Exception {
        send("POST", "stations/A-1/readings", "application/json", """
                {"end":"2026-03-20T14:00:00+08:00","values":{"PM2.5":35,"O3":120}}""");
        waitFor("/api/v1/air/hours?station=A-1&from=2026-03-20&to=2026-03-20");
        signIn(Role.REVIEWER);
        hand.open("air?station=A-1&day=2026-03-20&hour=2026-03-20T14:00:00%2B08:00", "zh", "light");
        task("hour marked invalid 时值判为无效", Role.REVIEWER, Role.ANALYST, () -> {
            hand.click("审核数据");
            hand.click("PM₂.₅");
            browser.until("/影响 1 小时/.test(document.querySelector('dialog').innerText)");
            hand.type("reason", "仪器校准");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /RI/.test(document.querySelector('main').innerText)");
        });

        signIn(Role.ANALYST);
        hand.open("duty", "zh", "light");
        task("turn of duty entered 安排值班", Role.ANALYST, Role.PUBLISHER, () -> {
            hand.click("安排值班");
            hand.choose("person", "analyst.here");
            hand.choose(
                    "from",
                    Local.time(Instant.now().minusSeconds(3600)).toString().substring(0, 16));
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /✓ 当班/.test(document.querySelector('main').innerText)");
        });
        POSTGRES.execute("""
                INSERT INTO alert (subject_id, kind, item, raised_at, medium, withdrawn, value, threshold, seen, evidence, known_from)
                SELECT id, 'over-limit', 'NH3N', now() - interval '1 hour', 'water', false, 1.6, 1, '1.6 against 1', '{}', now()
                FROM subject WHERE kind = 'station' AND code = 'W-1'""");
        waitFor("/api/v1/alerts?station=W-1&assignee=analyst.here");
        hand.open("operations?a-mine=1", "zh", "light");
        task("alert acknowledged 确认预警", Role.ANALYST, Role.PUBLISHER, () -> {
            hand.click("未确认");
            browser.until("/氨氮 1.6 mg.L，限值 1 mg.L/.test(document.querySelector('dialog').innerText)");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog') && /已确认/.test(document.querySelector('main').innerText)");
        });
        task("alert commented on 预警备注", Role.ANALYST, Role.PUBLISHER, () -> {
            hand.click("已确认");
            hand.type("comment", "已通知采样");
            hand.press("document.querySelector('dialog button.main')");
            browser.until("!document.querySelector('dialog')");
        });
        hand.open("duty", "zh", "light");
        hand.click("analyst.here", "删除");
        hand.press("document.querySelector('dialog button.main')");
        browser.until("!document.querySelector('dialog') && /没有安排值班/.test(document.querySelector('main').innerText)");
        refused(Role.PUBLISHER, HERE, "forbidden");
        look("duty");
        assertEquals(List.of(), errors());
    }

    private static void waitFor(String path) throws InterruptedException {
        while (server.ask(path).json().get("items").isEmpty()) {
            Thread.sleep(50);
        }
    }

    /** A laboratory's sheet: wrong at first, given back with its errors in red, then taken in. */
    @Test
    void anAnalystHandsInALaboratorysSheet() throws Exception {
        signIn(Role.ANALYST);
        Path wrong = Files.write(folder.resolve("lab.xlsx"), sheet("未检出", ""));
        hand.click("填报");
        hand.file(wrong);
        browser.until("/2 处错误/.test(document.querySelector('main').innerText)");
        assertTrue(text().contains("氨氮(mg/L)") && text().contains("未检出"), text());
        assertEquals("POST", hand.written().at("/method").asText());
        refused(Role.REVIEWER, HERE, "forbidden");
        hand.click("下载标出错误的表格");
        browser.until("window.written.length === 3");
        String back = browser.evaluate("window.written.at(-1).url").asText();
        assertTrue(back.contains("check=true"), back);
        ApiServer.Answer marked = server.send(
                "POST",
                "/api/v1/readings/import?check=true",
                Files.readAllBytes(wrong),
                "Content-Type",
                limpid.api.http.TableBody.WORKBOOK,
                "Accept",
                limpid.api.http.TableBody.WORKBOOK + ", application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        assertEquals(400, marked.status());
        assertEquals(limpid.api.http.TableBody.WORKBOOK, marked.header("Content-Type"));
        Path right = Files.write(folder.resolve("lab2.xlsx"), sheet("未检出", "0.025"));
        task("laboratory's sheet handed in 实验室结果导入", Role.ANALYST, Role.REVIEWER, () -> {
            hand.file(right);
            browser.until("/2 行无误/.test(document.querySelector('main').innerText)");
            hand.click("导入");
            browser.until("/新增 2/.test(document.querySelector('main').innerText)");
        });
        JsonNode readings = server.ask("/api/v1/stations/W-1/readings?from=2026-01-10&to=2026-01-10")
                .json();
        assertTrue(
                readings.toString().contains("\"ND\"") && readings.toString().contains("2026-01-10T09:00:00+08:00"),
                readings::toString);
        look("entry");
        assertEquals(
                List.of(),
                browser.takeErrors().stream()
                        .filter(one -> !one.contains("400"))
                        .toList());
    }

    private static byte[] sheet(String value, String limit) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(bytes, "test", null)) {
            org.dhatim.fastexcel.Worksheet sheet = book.newWorksheet("结果");
            List<List<String>> rows = List.of(
                    List.of("地表水监测结果表"),
                    List.of("断面名称", "采样时间", "氨氮(mg/L)", "总磷(mg/L)"),
                    List.of("检出限", "", limit, ""),
                    List.of("大桥", "2026/1/10 9:00", value, "0.08"));
            for (int row = 0; row < rows.size(); row++) {
                for (int i = 0; i < rows.get(row).size(); i++) {
                    sheet.value(row, i, rows.get(row).get(i));
                }
            }
            if (limit.isEmpty()) {
                sheet.value(4, 0, "没有此站");
                sheet.value(4, 1, "2026/1/10 9:00");
                sheet.value(4, 2, "未检出");
            }
            sheet.finish();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
