package limpid.api.people;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Askers;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.Asker;
import limpid.people.Asker.Kind;
import limpid.people.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Lets no write pass that no role is asked for, no write of a session without its word, and nothing but a new password while
 * one is due.
 */
@ServerFilter({"/api/**", "/sta/**"})
final class WriteGate implements Ordered {
    private static final String HEADER = "X-CSRF-Token";

    private final SessionCookie cookies;

    WriteGate(SessionCookie cookies) {
        this.cookies = cookies;
    }

    /** Right after it is known who asks. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() - 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        return problem(request)
                .<HttpResponse<?>>map(problem -> problem.answer(request))
                .orElse(null);
    }

    private Optional<Problem.Exception> problem(HttpRequest<?> request) {
        Optional<Asker> asker = Askers.of(request);
        boolean isSession = isSession(request);
        boolean needsRole = needsRole(request);
        if (!Writes.isWrite(request)) {
            return needsRole && asker.filter(Asker::mustChangePassword).isPresent()
                    ? Optional.of(passwordDue())
                    : Optional.empty();
        }
        if (isPersons(asker) && !isSigningIn(request) && !hasWord(request)) {
            return Optional.of(new Problem.Exception(
                    Type.WRONG_CSRF,
                    "what is written with the cookie of a session needs the header " + HEADER + " with the csrf of GET "
                            + SessionController.PATH,
                    Map.of()));
        }
        if (!isSession && asker.filter(Asker::mustChangePassword).isPresent()) {
            return Optional.of(passwordDue());
        }
        return isSession || needsRole || !hasRoute(request)
                ? Optional.empty()
                : Optional.of(new Problem.Exception(Type.FORBIDDEN, "nobody may write here", Map.of()));
    }

    private static Problem.Exception passwordDue() {
        return new Problem.Exception(
                Type.PASSWORD_DUE,
                "the password is from somebody else; change it by PUT " + SessionController.PATH + "/password",
                Map.of());
    }

    private static boolean isPersons(Optional<Asker> asker) {
        return asker.filter(one -> one.kind() == Kind.PERSON).isPresent();
    }

    private static boolean isSession(HttpRequest<?> request) {
        return request.getPath().equals(SessionController.PATH)
                || request.getPath().startsWith(SessionController.PATH + "/");
    }

    private static boolean isSigningIn(HttpRequest<?> request) {
        return request.getPath().equals(SessionController.PATH)
                && request.getMethodName().equals("POST");
    }

    private boolean hasWord(HttpRequest<?> request) {
        String word = request.getHeaders().get(HEADER);
        return word != null
                && cookies.token(request)
                        .filter(token -> Secrets.same(Secrets.csrf(token), word))
                        .isPresent();
    }

    private static boolean hasRoute(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).isPresent();
    }

    /** The controller's own rule may stand beside the method's. */
    private static boolean needsRole(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).stream()
                .flatMap(route -> Arrays.stream(route.getAnnotationMetadata().stringValues(Secured.class)))
                .anyMatch(role -> !role.equals(SecurityRule.IS_ANONYMOUS));
    }
}
