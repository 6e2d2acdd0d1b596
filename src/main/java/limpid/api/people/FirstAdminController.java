package limpid.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.Map;
import limpid.api.http.ClientAddress;
import limpid.api.http.Members;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.AuditEntry;
import org.jspecify.annotations.Nullable;

/** The page behind the link that is told at the first start. */
@Controller(FirstAdmin.PATH)
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class FirstAdminController {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";
    private static final int CREATED = 201;

    private final FirstAdmin first;
    private final AuditLog log;
    private final ClientAddress addresses;
    private final InstantSource clock;

    FirstAdminController(FirstAdmin first, AuditLog log, ClientAddress addresses, InstantSource clock) {
        this.first = first;
        this.log = log;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** A form for name and password. */
    @Get
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> form(@Nullable @QueryValue String token) {
        if (token == null || !first.opens(token)) {
            throw spent();
        }
        return page("""
                <form method="post" action="/first-admin">
                <input type="hidden" name="token" value="%s">
                <p><label>name 用户名<br><input name="name" autocomplete="username" required pattern="[\\p{L}\\p{N}._\\-]{1,64}"></label></p>
                <p><label>display name 姓名<br><input name="displayName" required maxlength="100"></label></p>
                <p><label>password 密码 (10–128)<br><input name="password" type="password" autocomplete="new-password" required minlength="10" maxlength="128"></label></p>
                <p><button>make the administrator 创建管理员</button></p>
                </form>
                """.formatted(token));
    }

    /** Makes the administrator. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> make(HttpRequest<?> request, @Body Map<String, String> form) {
        String name = Members.required("name", form.get("name"));
        boolean made = Members.checked(() -> first.make(
                Members.required("token", form.get("token")),
                name,
                Members.required("displayName", form.get("displayName")),
                Members.required("password", form.get("password"))));
        if (!made) {
            throw spent();
        }
        log.add(new AuditEntry(
                clock.instant(),
                AuditEntry.SYSTEM,
                "first start",
                addresses.of(request),
                "POST " + FirstAdmin.PATH,
                name,
                CREATED,
                "{}"));
        return page("<p>Done 完成. <a href=\"/\">Sign in 登录</a></p>");
    }

    private static Problem.Exception spent() {
        return new Problem.Exception(
                Type.FORBIDDEN,
                "this link opens nothing any more; a start of the service without persons tells a new one",
                Map.of());
    }

    private static HttpResponse<String> page(String body) {
        return HttpResponse.ok("""
                        <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">
                        <meta name="viewport" content="width=device-width"><title>Limpid</title>
                        <style>body{font:16px/1.5 sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem}input{width:100%;font:inherit}</style>
                        </head><body><h1>Limpid</h1><p>The first administrator 首位管理员</p>
                        """ + body + "</body></html>")
                .contentType(MediaType.of("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY);
    }
}
