package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.people.Asker;

/** Who asks, as the framework carries it through a request. */
public final class Askers {
    private static final String ATTRIBUTE = "asker";

    private Askers() {}

    /** With all the roles that the asker's own include. */
    public static Authentication authentication(Asker asker) {
        return Authentication.build(asker.name(), asker.roles(), Map.of(ATTRIBUTE, asker));
    }

    /** The one who asks. */
    public static Asker of(Authentication authentication) {
        return (Asker) Objects.requireNonNull(authentication.getAttributes().get(ATTRIBUTE), "no asker");
    }

    /** The one whose request it is; empty where nobody is known. */
    public static Optional<Asker> of(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class).map(Askers::of);
    }
}
