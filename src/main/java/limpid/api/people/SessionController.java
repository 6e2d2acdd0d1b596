package limpid.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Askers;
import limpid.api.http.ClientAddress;
import limpid.api.http.Members;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.Asker;
import limpid.people.Asker.Kind;
import limpid.people.Person;
import limpid.store.Persons.Account;
import org.jspecify.annotations.Nullable;

/** Signing in 登录 and out. */
@Controller(SessionController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
public class SessionController {
    static final String PATH = "/api/v1/session";

    private final SignIn signIn;
    private final SessionCookie cookies;
    private final ClientAddress addresses;
    private final OidcClient oidc;

    SessionController(SignIn signIn, SessionCookie cookies, ClientAddress addresses, OidcClient oidc) {
        this.oidc = oidc;
        this.signIn = signIn;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    /**
     * Signs a person in. The answer sets the cookie {@code limpid_session}; what is written with it needs the header
     * X-CSRF-Token with {@code csrf}. After five wrong passwords in a row the name is locked for a minute, doubled with
     * each further one.
     */
    @Post
    public HttpResponse<SessionView> enter(HttpRequest<?> request, @Body SignInRequest body) {
        String name = Members.required("name", body.name);
        Audited.who(request, name);
        Account account = signIn.check(addresses.client(request), name, Members.required("password", body.password));
        return begun(request, account.person(), account.mustChangePassword());
    }

    private HttpResponse<SessionView> begun(HttpRequest<?> request, Person person, boolean mustChange) {
        String token = signIn.begin(person.name(), addresses.of(request));
        return HttpResponse.ok(SessionView.of(person.asker(mustChange), token)).cookie(cookies.of(request, token));
    }

    /** Who asks: a person by the cookie of a session, a key, or nobody that is known. */
    @Get
    public SessionView find(HttpRequest<?> request) {
        return Askers.of(request)
                .map(asker -> SessionView.of(
                        asker,
                        asker.kind() == Kind.PERSON ? cookies.token(request).orElse(null) : null))
                .orElse(SessionView.ANONYMOUS);
    }

    /**
     * Signs out; the session is over. Where it began at the provider of single sign-on, and that ends sessions by address, the
     * answer tells the address to which the browser goes to end the one there.
     */
    @Delete
    @ApiResponse(responseCode = "204", description = "signed out")
    @ApiResponse(
            responseCode = "200",
            description = "signed out here, not yet at the provider",
            content = @Content(schema = @Schema(implementation = SignedOutView.class)))
    public HttpResponse<?> leave(HttpRequest<?> request) {
        Optional<URI> provider = cookies.token(request).flatMap(signIn::end).flatMap(oidc::endSession);
        return (provider.isPresent()
                        ? HttpResponse.ok(new SignedOutView(provider.get().toString()))
                        : HttpResponse.noContent())
                .cookie(cookies.none(request));
    }

    /**
     * Gives oneself another password, of 10 to 128 characters. All sessions of the person end, and a new one begins: the answer
     * sets its cookie and tells its {@code csrf}.
     */
    @Put("/password")
    public HttpResponse<SessionView> change(HttpRequest<?> request, @Body PasswordRequest body) {
        Asker asker = Askers.of(request)
                .filter(one -> one.kind() == Kind.PERSON)
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNAUTHENTICATED, "only somebody who has signed in has a password", Map.of()));
        Account account =
                signIn.check(addresses.client(request), asker.name(), Members.required("password", body.password));
        signIn.change(account, Members.required("newPassword", body.newPassword));
        return begun(request, account.person(), false);
    }

    /**
     * A session that is over here.
     *
     * @param provider address that ends the session of the provider, which sends the browser back to the page
     */
    @Schema(name = "SignedOut")
    public record SignedOutView(String provider) {}

    /**
     * Who wants to sign in.
     *
     * @param name     of the person
     * @param password of theirs
     */
    @Schema(name = "SignInRequest")
    public record SignInRequest(
            @Nullable String name, @Nullable String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "SignInRequest[" + name + "]";
        }
    }

    /**
     * A change of one's password.
     *
     * @param password    the one that holds
     * @param newPassword the one that is to hold
     */
    @Schema(name = "PasswordRequest")
    public record PasswordRequest(
            @Nullable String password, @Nullable String newPassword) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "PasswordRequest[]";
        }
    }
}
