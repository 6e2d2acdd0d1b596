package limpid.api.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The description of this interface, for programs and as a page. */
@Controller
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Limpid",
                        version = "v1",
                        description =
                                "Environmental monitoring of a city: readings, and the figures that follow from them. "
                                        + "Times carry their offset, answers are in local time; a period "
                                        + "belongs to a span when "
                                        + "its end comes after `from` and not after `to`. A missing figure is "
                                        + "null with a reason. "
                                        + "Reading is public; writing needs an API key. "
                                        + "Errors are problem documents (RFC 9457) with a stable `type`."))
@OpenAPIExtraSchema(
        packages = {
            "limpid.api",
            "limpid.api.air",
            "limpid.api.alert",
            "limpid.api.bulletin",
            "limpid.api.hj212",
            "limpid.api.noise",
            "limpid.api.people",
            "limpid.api.programme",
            "limpid.api.reading",
            "limpid.api.registry",
            "limpid.api.water"
        },
        // Working classes that would be called as the figures they make are.
        excludeClassNames = {"limpid.api.bulletin.BulletinAir", "limpid.api.programme.CheckEvidence"})
@SecurityScheme(
        name = ApiDescription.KEY,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = ApiDescription.KEY_HEADER,
        description = "or as Authorization: Bearer KEY")
@SecurityScheme(
        name = ApiDescription.SESSION,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        paramName = ApiDescription.COOKIE,
        description = "of a person who has signed in; writes need the header X-CSRF-Token too")
public class ApiDescription {
    /** The header of a key. */
    public static final String KEY_HEADER = "X-API-Key";

    /** By which routes that need a key name it. */
    public static final String KEY = "key";

    /** By which routes name the cookie of somebody who has signed in. */
    public static final String SESSION = "session";

    /** The name of that cookie. */
    public static final String COOKIE = "limpid_session";

    private static final String ARCHIVE = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** The description as a page to try it out. */
    @Get("/swagger-ui")
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> page() {
        String page = new String(Resources.bytes("/limpid/api/swagger-ui.html"), StandardCharsets.UTF_8);
        return HttpResponse.ok(page.replace("swagger-ui/assets/", "swagger-ui/assets/" + version() + "/"))
                .header("Content-Security-Policy", PagePolicy.TEXT);
    }

    /** The program of that page; a file of its own, because the page runs nothing that stands in it. */
    @Get("/swagger-ui/start.js")
    @Produces("text/javascript")
    public byte[] start() {
        return Resources.bytes("/limpid/api/swagger-ui.js");
    }

    /** The archive's files are in a folder of its version, which stands in {@code pom.xml} alone. */
    private static String version() {
        Properties archive = new Properties();
        try {
            archive.load(new StringReader(new String(Resources.bytes(ARCHIVE), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + ARCHIVE, e);
        }
        return Objects.requireNonNull(archive.getProperty("version"), ARCHIVE);
    }
}
