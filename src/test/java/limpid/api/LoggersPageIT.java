package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limpid.PostgresExtension;
import limpid.hj212.Gateway;
import limpid.measure.LocalDay;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.LoggerRequests;
import limpid.store.Persons;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import sim.Report;
import sim.Scenario;
import sim.city.Station;
import sim.hj212.LoggerCity;
import sim.hj212.LoggerFrame;
import sim.hj212.LoggerLink;
import sim.hj212.LoggerMemory;

/** The screen of connections in a real Chromium, with data loggers that are connected, and one that is gone. */
@Timeout(180)
class LoggersPageIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static final String PASSWORD = "Lingchuan-2026";
    private static final Scenario CITY = Scenario.named("demo-city");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static ApiServer server;
    private static Browser browser;
    private static final List<LoggerLink> LINKS = new java.util.ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on this machine");
        Path platforms = Files.writeString(
                folder.resolve("platforms.csv"), "platform,host,port,password,edition\n省平台,127.0.0.1,1,654321,2017\n");
        Path rules = Files.writeString(
                folder.resolve("uplink.csv"), "platform,stations,parameters,periods,reviewed\n省平台,medium:air,,,\n");
        server = new ApiServer(
                POSTGRES.settings(),
                Map.of(
                        "LIMPID_HJ212_PORT", "0",
                        "LIMPID_HJ212_PLATFORMS", platforms.toString(),
                        "LIMPID_HJ212_UPLINK", rules.toString()));
        server.send(
                "POST",
                "/api/v1/stations/import",
                LoggerCity.registry(CITY),
                "Content-Type",
                "text/csv",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        connect(CITY.stations().subList(0, 4));
        browser = Browser.start(program.get(), folder);
        browser.open(server.uri() + "/");
        browser.until("location.protocol === 'http:' && document.readyState === 'complete'");
        server.bean(Persons.class)
                .add(
                        new Person(
                                "engineer",
                                "engineer",
                                List.of(Role.STATION_ENGINEER),
                                Scope.of(List.of("*")),
                                Person.State.ACTIVE),
                        Passwords.hash(PASSWORD),
                        false,
                        Instant.now(),
                        "test");
    }

    private static void connect(List<Station> stations) throws InterruptedException {
        InetSocketAddress gateway =
                new InetSocketAddress("127.0.0.1", server.bean(Gateway.class).port());
        for (Station station : stations) {
            String mn = LoggerFrame.mn(station.code());
            LoggerLink link = new LoggerLink(gateway, new LoggerLink.Settings(1, Duration.ofSeconds(10), 0, 1));
            link.answering(new LoggerMemory(
                    mn,
                    LoggerCity.PASSWORD,
                    LocalDay.CHINA,
                    Clock.systemUTC(),
                    (after, upTo) -> CITY.reports(List.of(station), after, upTo)));
            LINKS.add(link);
            int number = 0;
            for (Report report : CITY.reports(List.of(station), NOW.minus(Duration.ofHours(6)), NOW)
                    .toList()) {
                link.send(LoggerFrame.of(
                        report,
                        mn,
                        LoggerCity.PASSWORD,
                        OffsetDateTime.now(ZoneOffset.ofHours(8)).minusYears(1),
                        number++));
            }
        }
        LINKS.getLast().close();
        String first = stations.getFirst().code();
        LoggerRequests requests = server.bean(LoggerRequests.class);
        for (String code : List.of("read-clock", "read-information", "set-clock")) {
            requests.ask(new LoggerRequests.Wish(first, code, null, null, "engineer"), Instant.now());
        }
        requests.ask(
                new LoggerRequests.Wish(
                        first,
                        "hour-history",
                        NOW.minus(Duration.ofHours(9)),
                        NOW.minus(Duration.ofHours(4)),
                        LoggerRequests.BY_LEDGER),
                Instant.now());
        requests.ask(
                new LoggerRequests.Wish(stations.getLast().code(), "read-clock", null, null, "engineer"),
                Instant.now());
    }

    @AfterAll
    static void stop() throws Exception {
        LINKS.forEach(LoggerLink::close);
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String text() throws Exception {
        return browser.evaluate("document.querySelector('main').innerText").asText();
    }

    private static void signIn() throws Exception {
        browser.visit(server.uri(), "operations", "zh", "light");
        browser.evaluate("document.querySelector('#door button').click()");
        browser.until("document.querySelector('dialog input[name=password]')");
        browser.evaluate("document.querySelector('dialog input[name=name]').value = 'engineer';"
                + "document.querySelector('dialog input[name=password]').value = '" + PASSWORD + "';"
                + "document.querySelector('dialog form').requestSubmit()");
        browser.until("!document.querySelector('dialog') && document.querySelector('#door .who')");
    }

    @Test
    void whoIsConnectedWhatItSaysWhatItIsAskedAndWhatGoesUp() throws Exception {
        browser.call("Network.clearBrowserCookies", Map.of());
        browser.visit(server.uri(), "connections", "zh", "light");
        assertTrue(text().contains("请先登录"), text());
        signIn();
        String mn = LoggerFrame.mn(CITY.stations().getFirst().code());
        String address =
                "connections?mn=" + mn + "&of=" + CITY.stations().getFirst().code();
        for (int i = 0; i < 100 && !isAllTold(mn); i++) {
            Thread.sleep(200);
        }
        browser.visit(server.uri(), "connections", "zh", "light");
        assertTrue(text().contains("待发"), text());
        browser.visit(server.uri(), address, "zh", "light");
        String shown = text();
        for (String word : List.of(
                "已连接",
                "已断开",
                "HJ 212-2017",
                mn,
                "校验正确",
                "小时数据",
                "零点校准; 正常",
                "台账缺口",
                "提取现场机时间",
                "完成",
                "PM2.5",
                "省平台",
                "待应答")) {
            assertTrue(shown.contains(word), word + " in " + shown);
        }
        assertTrue(!shown.contains("PW=" + LoggerCity.PASSWORD) && !shown.contains("\t" + LoggerCity.PASSWORD), shown);
        for (String language : List.of("zh", "en")) {
            for (String theme : List.of("light", "dark")) {
                browser.visit(server.uri(), address, language, theme);
                browser.picture("connections-" + language + "-" + theme + "-1440", 1440);
                browser.picture("connections-" + language + "-" + theme + "-390", 390);
            }
        }
        browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
        // Laid out for a narrow screen a table leaves columns out.
        browser.visit(server.uri(), address, "en", "dark");
        String english = text().toLowerCase(Locale.ROOT);
        assertTrue(english.contains("not connected") && english.contains("gap in the ledger"), text());
        assertEquals(List.of(), errors());
    }

    /** A service without a broker, as here, is not ready, which the browser reports by itself. */
    private static List<String> errors() {
        return browser.takeErrors().stream()
                .filter(error -> !error.contains("/health/readiness\""))
                .toList();
    }

    private static boolean isAllTold(String mn) {
        return server.ask("/api/v1/hj212/commands").texts("/state").stream()
                                .filter("done"::equals)
                                .count()
                        >= 4
                && server.ask("/api/v1/hj212/connections").texts("/connected").contains("false")
                && !server.ask("/api/v1/hj212/uplinks").texts("/trouble").contains("");
    }

    @Test
    void anEngineerSendsACommandAndSeesWhatBecameOfIt() throws Exception {
        String code = CITY.stations().get(1).code();
        browser.call("Network.clearBrowserCookies", Map.of());
        signIn();
        browser.visit(server.uri(), "connections", "zh", "light");
        // Who is heard is written down every five seconds, and the list drawn anew every ten.
        String button = "[...document.querySelectorAll('main tr')].find(one => one.innerText.includes('" + code
                + "'))?.querySelector('button.plain')";
        browser.until(button);
        browser.evaluate(button + ".click()");
        browser.until("document.querySelector('dialog select[name=command]')");
        browser.evaluate("{const choice = document.querySelector('dialog select[name=command]');"
                + " choice.value = 'hour-history'; choice.dispatchEvent(new Event('change'));"
                + " document.querySelector('dialog input[name=from]').value = '2026-03-01T08:00:00';"
                + " document.querySelector('dialog input[name=to]').value = '2026-03-01T10:00:00';"
                + " document.querySelector('dialog form').requestSubmit();}");
        browser.until("!document.querySelector('dialog')");
        for (int i = 0; i < 100 && !states(code).equals(List.of("done")); i++) {
            Thread.sleep(200);
        }
        assertEquals(List.of("done"), states(code));
        assertEquals(
                List.of("3"),
                server.ask("/api/v1/hj212/commands?station=" + code).texts("/frames"));
        assertEquals(List.of(), errors());
    }

    private static List<String> states(String code) {
        return server.ask("/api/v1/hj212/commands?station=" + code).texts("/state");
    }
}
