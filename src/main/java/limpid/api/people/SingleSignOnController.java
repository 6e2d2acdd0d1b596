package limpid.api.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.ClientAddress;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.people.OidcClient.Attempt;
import limpid.people.AuditEntry;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.people.SingleSignOn;
import limpid.store.Persons;
import limpid.store.Persons.Account;
import limpid.store.Persons.Changed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by OpenID Connect 统一身份认证, for a browser; it is there where the settings name a provider. */
@Controller(SessionController.PATH + "/oidc")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
public class SingleSignOnController {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOnController.class);
    private static final String COOKIE = "limpid_sign_in";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String ACTION = "GET " + OidcClient.CALLBACK;
    private static final int DONE = 303;
    private static final int REFUSED = 401;
    private static final int AWAY = 503;

    private final SingleSignOn rule;
    private final OidcClient client;
    private final Persons persons;
    private final SignIn signIn;
    private final SessionCookie cookies;
    private final ClientAddress addresses;
    private final AuditLog log;
    private final InstantSource clock;
    private final ObjectMapper json;

    SingleSignOnController(
            SingleSignOn rule,
            OidcClient client,
            Persons persons,
            SignIn signIn,
            SessionCookie cookies,
            ClientAddress addresses,
            AuditLog log,
            InstantSource clock,
            ObjectMapper json) {
        this.rule = rule;
        this.client = client;
        this.persons = persons;
        this.signIn = signIn;
        this.cookies = cookies;
        this.addresses = addresses;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /** Sends the browser to the provider. */
    @Get
    public HttpResponse<?> begin(HttpRequest<?> request) {
        requireOn();
        Attempt attempt = Attempt.begin();
        try {
            return HttpResponse.seeOther(client.authorization(attempt))
                    .cookie(cookie(request, attempt.text(), LONGEST));
        } catch (OidcClient.Unavailable e) {
            return away(request, e);
        }
    }

    /**
     * Takes the browser back from the provider and begins a session, or tells on the page why not.
     *
     * @param code  the provider's
     * @param state of the attempt, as the browser's cookie has it
     * @param error why the provider let nobody in
     */
    @Get("/callback")
    public HttpResponse<?> end(
            HttpRequest<?> request,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String error) {
        requireOn();
        Attempt attempt = request.getCookies()
                .findCookie(COOKIE)
                .map(Cookie::getValue)
                .map(Attempt::of)
                .orElse(null);
        if (attempt == null || state == null || !Secrets.same(attempt.state(), state)) {
            return refused(request, "", "expired", "the attempt was not begun by this browser, or too long ago");
        }
        if (code == null || error != null) {
            return refused(request, "", "refused", "the provider let nobody in: " + error);
        }
        try {
            return entered(request, client.claims(attempt, code));
        } catch (OidcClient.Unavailable e) {
            return away(request, e);
        } catch (OidcClient.Unproven e) {
            return refused(request, "", "refused", String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse<?> entered(HttpRequest<?> request, OidcClient.Proven proven) {
        IDTokenClaimsSet claims = proven.claims();
        String name =
                Optional.ofNullable(claims.getStringClaim(rule.nameClaim())).orElse("");
        List<String> roles = rule.rolesClaim().isEmpty() ? List.of() : rule.rolesOf(words(claims));
        if (!rule.rolesClaim().isEmpty() && roles.isEmpty()) {
            return refused(request, name, "noRole", "the claim " + rule.rolesClaim() + " gives no role");
        }
        Optional<Person> person = persons.find(name).map(Account::person);
        if (person.isEmpty() && rule.creates()) {
            person = made(name, claims, roles.isEmpty() ? List.of(Role.VIEWER) : roles);
        }
        if (person.filter(one -> one.state() == State.ACTIVE).isEmpty()) {
            return refused(request, name, "unknown", "no active person has this name");
        }
        if (!roles.isEmpty() && !person.get().roles().equals(roles) && !changed(person.get(), roles)) {
            return refused(request, name, "noRole", "the last administrator cannot become something less");
        }
        String token = signIn.begin(name, addresses.of(request), proven.idToken());
        tell(request, "person", name, DONE, "{}");
        return HttpResponse.seeOther(URI.create("/"))
                .cookie(cookies.of(request, token))
                .cookie(cookie(request, "", Duration.ZERO));
    }

    private List<String> words(IDTokenClaimsSet claims) {
        List<String> words = claims.getStringListClaim(rule.rolesClaim());
        return words != null
                ? words
                : Optional.ofNullable(claims.getStringClaim(rule.rolesClaim()))
                        .map(text -> List.of(text.split("[\\s,]+")))
                        .orElse(List.of());
    }

    /** Nobody knows their password here, so they come by the provider alone. */
    private Optional<Person> made(String name, IDTokenClaimsSet claims, List<String> roles) {
        try {
            String shown = Optional.ofNullable(claims.getStringClaim("name"))
                    .filter(text -> !text.isBlank())
                    .orElse(name);
            Person person = new Person(name, shown, roles, Scope.NOWHERE, State.ACTIVE);
            persons.add(person, Passwords.hash(Secrets.token()), false, clock.instant(), "OpenID Connect");
            return Optional.of(person);
        } catch (IllegalArgumentException e) {
            LOG.warn("'{}' cannot be a person here: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean changed(Person person, List<String> roles) {
        return persons.change(new Person(person.name(), person.displayName(), roles, person.scope(), person.state()))
                == Changed.CHANGED;
    }

    private HttpResponse<?> away(HttpRequest<?> request, OidcClient.Unavailable e) {
        LOG.warn("the provider of single sign-on {} cannot be asked: {}", rule.issuer(), e.getMessage());
        tell(request, "anonymous", "", AWAY, "{\"problem\":\"provider-away\"}");
        return told("away");
    }

    private HttpResponse<?> refused(HttpRequest<?> request, String name, String told, String why) {
        tell(
                request,
                "anonymous",
                name,
                REFUSED,
                json.createObjectNode()
                        .put("problem", "unauthenticated")
                        .put("why", why)
                        .toString());
        return told(told).cookie(cookie(request, "", Duration.ZERO));
    }

    private static MutableHttpResponse<?> told(String why) {
        return HttpResponse.seeOther(URI.create("/#/account?signIn=" + why));
    }

    private void tell(HttpRequest<?> request, String kind, String name, int status, String detail) {
        log.add(new AuditEntry(clock.instant(), kind, name, addresses.of(request), ACTION, "", status, detail));
    }

    /** Lax, because the provider's site sends the browser back. */
    private Cookie cookie(HttpRequest<?> request, String value, Duration age) {
        return Cookie.of(COOKIE, value)
                .path(SessionController.PATH + "/oidc")
                .httpOnly(true)
                .sameSite(SameSite.Lax)
                .secure(cookies.isByTls(request))
                .maxAge(age);
    }

    private void requireOn() {
        if (!rule.isOn()) {
            throw new Problem.Exception(Type.NOT_FOUND, "no single sign-on is set up here", Map.of());
        }
    }
}
