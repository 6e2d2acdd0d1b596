package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import limpid.PostgresExtension;
import limpid.alert.AlertSettings;
import limpid.alert.Silence;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;
import limpid.store.postgres.PostgresAlerts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Channels of every kind against servers that answer as WeCom, DingTalk and Feishu document, and against a mail server. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ChannelsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "SECa1b2c3";
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final List<Taken> TAKEN = Collections.synchronizedList(new ArrayList<>());

    private static final String PASSWORD = "a long enough word";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static HttpServer robots;
    private static ApiServer server;

    /** A message as a robot got it. */
    private record Taken(String path, String query, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        MAIL.start();
        MAIL.setUser("limpid@city.example", "limpid", "post");
        robots = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        robots.createContext("/", ChannelsIT::answer);
        robots.start();
        server = new ApiServer(
                POSTGRES.settings(),
                Map.of(
                        "LIMPID_SMTP_URL",
                        "smtp://127.0.0.1:" + MAIL.getSmtp().getPort(),
                        "LIMPID_SMTP_USER",
                        "limpid",
                        "LIMPID_SMTP_PASSWORD",
                        "post",
                        "LIMPID_SMTP_FROM",
                        "limpid@city.example",
                        "LIMPID_CHANNEL_NETWORKS",
                        "127.0.0.1/32"));
    }

    @AfterAll
    static void stop() {
        server.close();
        robots.stop(0);
        MAIL.stop();
    }

    /** What the documents of the three say: 200 with a code in the body, whatever is wrong. */
    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        String path = exchange.getRequestURI().getPath();
        String said =
                switch (path) {
                    case "/cgi-bin/webhook/send" -> weCom(query, body);
                    case "/robot/send" -> dingTalk(query, body);
                    case "/open-apis/bot/v2/hook/f1" -> feishu(body);
                    case "/away" -> "";
                    default -> "{\"taken\":true}";
                };
        if (!path.equals("/away")) {
            TAKEN.add(new Taken(path, query, body));
        }
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(path.equals("/away") ? 503 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String weCom(String query, String body) throws IOException {
        if (!query.equals("key=k1")) {
            return "{\"errcode\":93000,\"errmsg\":\"invalid webhook url, hint: [1], more info at https://open.work.weixin.qq.com\"}";
        }
        boolean text = JSON.readTree(body).at("/msgtype").asText().equals("text")
                && JSON.readTree(body).at("/text/content").asText().getBytes(StandardCharsets.UTF_8).length <= 2048;
        return text ? "{\"errcode\":0,\"errmsg\":\"ok\"}" : "{\"errcode\":40008,\"errmsg\":\"invalid message type\"}";
    }

    private static String dingTalk(String query, String body) throws IOException {
        Map<String, String> given = new java.util.HashMap<>();
        for (String pair : query.split("&")) {
            given.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        String timestamp = given.getOrDefault("timestamp", "0");
        boolean fresh = Math.abs(Instant.now().toEpochMilli() - Long.parseLong(timestamp)) < 3_600_000;
        if (!fresh || !mac(timestamp + "\n" + SECRET, SECRET).equals(given.get("sign"))) {
            return "{\"errcode\":310000,\"errmsg\":\"sign not match, more: [https://ding-doc.dingtalk.com]\"}";
        }
        return JSON.readTree(body).at("/text/content").isTextual()
                ? "{\"errcode\":0,\"errmsg\":\"ok\"}"
                : "{\"errcode\":40035,\"errmsg\":\"缺少参数 json\"}";
    }

    private static String feishu(String body) throws IOException {
        JsonNode message = JSON.readTree(body);
        String timestamp = message.at("/timestamp").asText("0");
        boolean fresh = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) < 3600;
        if (!fresh
                || !mac("", timestamp + "\n" + SECRET)
                        .equals(message.at("/sign").asText())) {
            return "{\"code\":19021,\"data\":{},\"msg\":\"sign match fail or timestamp is not within one hour from current time\"}";
        }
        return message.at("/msg_type").asText().equals("text")
                        && message.at("/content/text").isTextual()
                ? "{\"code\":0,\"data\":{},\"msg\":\"success\"}"
                : "{\"code\":9499,\"msg\":\"Bad Request\",\"data\":{}}";
    }

    private static String mac(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + robots.getAddress().getPort() + path;
    }

    private static ApiServer.Answer send(String method, String path, String body) {
        return server.send(
                method, "/api/v1/" + path, body, "Content-Type", "application/json", "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static ApiServer.Answer put(String name, String kind, String address, String secret, String more) {
        return send(
                "PUT",
                "channels/" + name,
                "{\"kind\":\"" + kind + "\",\"address\":\"" + address + "\",\"secret\":\"" + secret + "\"" + more
                        + "}");
    }

    private static JsonNode test(String name) {
        return send("POST", "channels/" + name + "/test", "").json();
    }

    private static JsonNode channel(String name) {
        for (JsonNode one : ask("channels").at("/items")) {
            if (one.at("/name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no channel " + name);
    }

    private static JsonNode ask(String path) {
        return server.get("/api/v1/" + path, "X-API-Key", ApiServer.ADMIN_KEY).json();
    }

    private static void await(Callable<Boolean> wanted) throws Exception {
        Instant last = Instant.now().plusSeconds(40);
        while (!wanted.call()) {
            assertTrue(Instant.now().isBefore(last), "it does not come: " + ask("channels/log"));
            Thread.sleep(100);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a1EachKindIsTriedAndToldWhatIsWrong() throws Exception {
        put("wecom", "wecom", at("/cgi-bin/webhook/send?key=k1"), "", "").json();
        put("ding", "dingtalk", at("/robot/send?access_token=t1"), SECRET, "").json();
        put("feishu", "feishu", at("/open-apis/bot/v2/hook/f1"), SECRET, "").json();
        put("hook", "webhook", at("/desk"), SECRET, "").json();
        put("mail", "mail", "duty@city.example, chief@city.example", "", "").json();
        for (String name : List.of("wecom", "ding", "feishu", "hook", "mail")) {
            JsonNode told = test(name);
            assertEquals("delivered", told.at("/state").asText(), told::toString);
        }
        assertEquals(2, MAIL.getReceivedMessages().length, "one for each address");
        assertEquals("【测试】Limpid 清澈", MAIL.getReceivedMessages()[0].getSubject());
        assertTrue(MAIL.getReceivedMessages()[0].getContent().toString().contains("通知渠道 mail 测试消息"));

        put("wecom", "wecom", at("/cgi-bin/webhook/send?key=wrong"), "", "").json();
        put("ding", "dingtalk", at("/robot/send?access_token=t1"), "wrong", "").json();
        put("feishu", "feishu", at("/open-apis/bot/v2/hook/f1"), "wrong", "").json();
        put("hook", "webhook", at("/away"), SECRET, "").json();
        assertEquals("answered 93000: invalid webhook url", refusal("wecom"));
        assertEquals("answered 310000: sign not match", refusal("ding"));
        assertEquals(
                "answered 19021: sign match fail or timestamp is not within one hour from current time",
                refusal("feishu"));
        assertEquals("answered HTTP 503", refusal("hook"));
        assertEquals("failing", channel("ding").at("/state").asText());
    }

    private static String refusal(String name) {
        JsonNode told = test(name);
        assertEquals("givenUp", told.at("/state").asText());
        return told.at("/error").asText().replaceFirst(", (hint|more).*", "");
    }

    @Test
    void a2NoAnswerAndNoLogShowsASecretAndLeftOutItStays() {
        String all = ask("channels").toString();
        assertFalse(all.contains(SECRET) || all.contains("access_token") || all.contains("hook/f1"), all);
        assertEquals(at("/…"), channel("ding").at("/address").asText());
        send("PUT", "channels/ding", "{\"kind\":\"dingtalk\",\"enabled\":false}")
                .json();
        assertEquals("off", channel("ding").at("/state").asText());
        assertTrue(channel("ding").at("/signed").asBoolean());
        String audit = server.get("/api/v1/audit?action=PUT", "X-API-Key", ApiServer.ADMIN_KEY)
                .text();
        assertFalse(audit.contains(SECRET) || audit.contains("access_token"), audit);
        send("PUT", "channels/ding", "{\"kind\":\"dingtalk\",\"secret\":\"" + SECRET + "\",\"enabled\":false}")
                .json();
        assertEquals("delivered", test("ding").at("/state").asText(), "a channel that is off can be tried");
    }

    @Test
    void a3WhatCannotBeUsedIsRefusedByName() {
        for (String[] wrong : new String[][] {
            {"\"kind\":\"pigeon\",\"address\":\"https://h.example/\"", "kind"},
            {"\"kind\":\"wecom\",\"address\":\"ftp://h.example/\"", "address"},
            {"\"kind\":\"mail\",\"address\":\"nobody\"", "address"},
            {"\"kind\":\"wecom\"", "address"},
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"template\":\"{who}\"", "template"},
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"quietFrom\":\"22:00\"", "quietFrom"},
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"quietFrom\":\"22\",\"quietTo\":\"7\"", "quietFrom"
            },
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"repeatMinutes\":0", "repeatMinutes"},
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"escalateMinutes\":5", "escalateTo"},
            {
                "\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"escalateMinutes\":5,\"escalateTo\":\"none\"",
                "escalateTo"
            },
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"severity\":\"red\"", "severity"},
            {"\"kind\":\"wecom\",\"address\":\"https://h.example/\",\"notices\":[\"hourly\"]", "notices"},
        }) {
            JsonNode problem =
                    send("PUT", "channels/wrong", "{" + wrong[0] + "}").problem(400, "bad-request");
            assertEquals(wrong[1], problem.at("/member").asText(), wrong[0]);
        }
        send("POST", "channels/wrong/test", "").problem(404, "unknown-channel");
    }

    /** The guard looks at what a name stands for, at each message. */
    @Test
    void a4PrivateAddressesThatNobodyNamedAreNotAsked() {
        for (String address : List.of(
                "http://10.0.0.1/x",
                "http://169.254.169.254/latest",
                "http://[::1]:9/",
                "https://192.168.1.1/",
                "http://0.0.0.0/",
                "https://100.64.0.1/",
                "https://[fd00::1]/")) {
            put("inside", "webhook", address, "", "").json();
            assertEquals(
                    "the host is in a private network that LIMPID_CHANNEL_NETWORKS does not name",
                    refusal("inside"),
                    address);
        }
        put("inside", "webhook", "http://203.0.113.7/", "", "").json();
        assertEquals("https is needed", refusal("inside"));
        assertEquals(204, send("DELETE", "channels/inside", "").status());
    }

    @Test
    void b1AlertsReachTheChannelsThatAskForThem() throws Exception {
        put("ding", "dingtalk", at("/robot/send?access_token=t1"), SECRET, ",\"cities\":[\"别处\"]")
                .json();
        put("feishu", "feishu", at("/open-apis/bot/v2/hook/f1"), SECRET, ",\"severity\":\"critical\"")
                .json();
        put("wecom", "wecom", at("/cgi-bin/webhook/send?key=k1"), "", "").json();
        put("mail", "mail", "duty@city.example", "", ",\"media\":[\"air\"]").json();
        put("hook", "webhook", at("/desk"), SECRET, ",\"template\":\"{code} {event}\"")
                .json();
        MAIL.purgeEmailFromAllMailboxes();
        TAKEN.clear();
        raise();
        await(() -> taken("/desk").size() == 2 && taken("/cgi-bin/webhook/send").size() >= 1);
        await(() -> MAIL.getReceivedMessages().length == 1);
        JsonNode call = taken("/desk").getFirst().json();
        assertEquals("silent", call.at("/kind").asText());
        assertEquals("warning", call.at("/severity").asText());
        String text = taken("/cgi-bin/webhook/send")
                .getFirst()
                .json()
                .at("/text/content")
                .asText();
        assertTrue(text.startsWith("【警告】发生："), text);
        assertTrue(text.contains("临江") && text.contains("站点失联") && text.contains("编号："), text);
        assertEquals(List.of(), taken("/robot/send"), "of another city");
        assertEquals(List.of(), taken("/open-apis/bot/v2/hook/f1"), "critical ones alone");
        assertTrue(MAIL.getReceivedMessages()[0].getSubject().startsWith("【警告】发生"), "air alone");
    }

    private static List<Taken> taken(String path) {
        return TAKEN.stream().filter(one -> one.path.equals(path)).toList();
    }

    /** Two stations from which nothing comes. */
    private static void raise() throws SQLException {
        server.register("code,name_zh,medium,city,period\nA1,江北站,air,临江,PT1H\nN1,广场,noise,临江,PT1S\n");
        execute("UPDATE station SET updated_at = now() - interval '13 hours'");
        Instant now = Instant.now();
        new PostgresAlerts(POSTGRES.dataSource(), false)
                .look(now, (heard, active) -> Silence.look(heard, active, now, AlertSettings.DEFAULTS));
        assertEquals(2, POSTGRES.number("SELECT count(*) FROM alert WHERE cleared_at IS NULL"));
    }

    @Test
    @Tag("long")
    void b2WhatNobodyActsUponIsToldAgainAndEscalatedOnceUntilSomebodyActs() throws Exception {
        put("ding", "dingtalk", at("/robot/send?access_token=t1"), SECRET, ",\"cities\":[\"别处\"]")
                .json();
        put(
                        "wecom",
                        "wecom",
                        at("/cgi-bin/webhook/send?key=k1"),
                        "",
                        ",\"repeatMinutes\":60,\"escalateMinutes\":120,\"escalateTo\":\"ding\"")
                .json();
        TAKEN.clear();
        execute("UPDATE channel_message SET created_at = created_at - interval '3 hours' WHERE channel = 'wecom'");
        await(() -> taken("/cgi-bin/webhook/send").size() >= 1
                && taken("/robot/send").size() >= 1);
        String again = taken("/cgi-bin/webhook/send")
                .getFirst()
                .json()
                .at("/text/content")
                .asText();
        assertTrue(again.contains("仍未处理"), again);
        assertTrue(taken("/robot/send")
                .getFirst()
                .json()
                .at("/text/content")
                .asText()
                .contains("升级"));
        long before = POSTGRES.number("SELECT count(*) FROM channel_message");
        for (JsonNode alert : ask("alerts?active=true").at("/items")) {
            send("POST", "alerts/" + alert.at("/id").asText() + "/notes", "{\"action\":\"acknowledged\"}")
                    .json();
        }
        execute("UPDATE channel_message SET created_at = created_at - interval '3 hours' WHERE channel = 'wecom'");
        Thread.sleep(25_000);
        assertEquals(before, POSTGRES.number("SELECT count(*) FROM channel_message"), "somebody acts");
        send("DELETE", "channels/ding", "").problem(409, "contradiction");
    }

    @Test
    void b3AMessageSurvivesARestartAndADeadChannelIsSeen() throws Exception {
        put("hook", "webhook", at("/away"), SECRET, "").json();
        execute("INSERT INTO channel_message (channel, event, title, body, document, created_at, next_attempt_at)"
                + " VALUES ('hook', 'notice', 't', 'b', '{\"event\":\"notice\"}', now(), now())");
        execute("UPDATE channel SET failures = 4 WHERE name = 'hook'");
        await(() -> channel("hook").at("/state").asText().equals("dead"));
        await(() -> server.get("/prometheus").text().contains("limpid_channels_dead 1.0"));
        String ready = server.get("/health/readiness").text();
        assertTrue(ready.contains("1 channels are dead"), ready);
        TAKEN.clear();
        execute("UPDATE channel SET address = '" + at("/desk") + "' WHERE name = 'hook'");
        execute("UPDATE channel_message SET next_attempt_at = now() WHERE delivered_at IS NULL");
        await(() -> taken("/desk").size() == 1);
        await(() -> channel("hook").at("/state").asText().equals("working"));
        JsonNode log = ask("channels/log?channel=hook&limit=1").at("/items/0");
        assertEquals("delivered", log.at("/state").asText());
        assertTrue(log.at("/attempts").asInt() >= 2);
    }

    /** In the page, by an administrator: make a channel, press test, see the log; and work an alert. */
    @Test
    void c1AnAdministratorMakesAChannelTriesItAndSeesTheLog() throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on this machine");
        server.bean(Persons.class)
                .add(
                        new Person("chief", "王主任", List.of(Role.ADMIN), Scope.EVERYWHERE, Person.State.ACTIVE),
                        Passwords.hash(PASSWORD),
                        false,
                        Instant.now(),
                        "test");
        try (Browser opened = Browser.start(program.get(), folder)) {
            browser = opened;
            browser.open(server.uri() + "/");
            browser.until("location.protocol === 'http:' && document.readyState === 'complete'");
            browser.visit(server.uri(), "operations", "zh", "light");
            press("#door button");
            browser.until("document.querySelector('dialog input[name=password]')");
            type("name", "chief");
            type("password", PASSWORD);
            browser.evaluate("document.querySelector('dialog form').requestSubmit()");
            browser.until("!document.querySelector('dialog') && document.querySelector('#door .who')");
            browser.visit(server.uri(), "channels", "zh", "light");
            press("main .acts button.main");
            browser.until("document.querySelector('dialog input[name=address]')");
            type("name", "duty-room");
            browser.evaluate("document.querySelector('dialog select[name=kind]').value = 'dingtalk'");
            type("address", at("/robot/send?access_token=t1"));
            type("secret", SECRET);
            type("cities", "别处");
            browser.picture("channel-form", 1440);
            browser.evaluate("document.querySelector('dialog form').requestSubmit()");
            browser.until("!document.querySelector('dialog') && document.querySelector('[data-test=duty-room]')");
            press("[data-test=duty-room]");
            browser.until("document.querySelector('dialog [role=status]')");
            assertEquals(
                    "✓ 已送达",
                    browser.evaluate("document.querySelector('dialog [role=status]').textContent")
                            .asText());
            press("dialog .acts button");
            browser.until("[...document.querySelectorAll('main td')].some(one => one.textContent.includes('已送达'))");
            assertFalse(text().contains("access_token") || text().contains(SECRET), text());
            for (String language : List.of("zh", "en")) {
                for (String theme : List.of("light", "dark")) {
                    for (int width : new int[] {1440, 390}) {
                        browser.visit(server.uri(), "channels", language, theme);
                        browser.picture("channels-" + language + "-" + theme + "-" + width, width);
                        browser.visit(server.uri(), "operations?a-group=1", language, theme);
                        browser.picture("operations-" + language + "-" + theme + "-" + width, width);
                    }
                }
            }
            browser.visit(server.uri(), "operations?a-severity=warning", "zh", "light");
            browser.until("document.querySelector('main table .severity.warning')");
            workAnAlert();
            // Without a broker the service is not ready, and Chromium notes the answer 503.
            assertEquals(
                    List.of(),
                    browser.takeErrors().stream()
                            .filter(error -> !error.contains("health/readiness"))
                            .toList());
        }
    }

    private static void workAnAlert() throws Exception {
        String open =
                "[...document.querySelectorAll('main td button.plain')].find(one => /已确认|未确认/.test(one.textContent))";
        browser.until(open);
        browser.evaluate(open + ".click()");
        browser.until("document.querySelector('dialog select[name=action]')");
        browser.evaluate(
                "(() => { const select = document.querySelector('dialog select[name=action]'); select.value = 'assigned';"
                        + " select.dispatchEvent(new Event('change', {bubbles: true})); })()");
        browser.until("!document.querySelector('dialog select[name=assignee]').closest('label').hidden");
        browser.picture("alert-dialog", 1440);
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        browser.until("!document.querySelector('dialog')");
        assertEquals(1, ask("alerts?assignee=chief").at("/items").size());
    }

    private static void press(String selector) throws Exception {
        browser.until("document.querySelector('" + selector + "')");
        browser.evaluate("document.querySelector('" + selector + "').click()");
    }

    private static void type(String name, String value) throws Exception {
        browser.evaluate("document.querySelector('dialog input[name=" + name + "]').value = '" + value + "'");
    }

    private static String text() throws Exception {
        return browser.evaluate("document.querySelector('main').innerText").asText();
    }
}
