package limpid.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;
import limpid.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs who changed what. Readings of stations are not among it: each of them names its origin, and they are many. */
@ServerFilter("/api/v1/**")
final class WriteLog {
    private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);
    private static final int LONGEST_PATH = 200;
    private static final int FIRST_REFUSAL = 400;

    private final ClientAddress addresses;

    WriteLog(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @ResponseFilter
    void write(HttpRequest<?> request, HttpResponse<?> response) {
        if (!request.getMethod().permitsRequestBody()
                        && !request.getMethodName().equals("DELETE")
                || response.code() >= FIRST_REFUSAL) {
            return;
        }
        request.getUserPrincipal(Authentication.class)
                .filter(holder -> !holder.getRoles().contains(Role.STATION))
                .ifPresent(holder -> {
                    String path = request.getUri().getRawPath();
                    LOG.info(
                            "{} ({}) {} {} {} from {}",
                            holder.getName(),
                            String.join(",", holder.getRoles()),
                            request.getMethodName(),
                            path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                            response.code(),
                            addresses.of(request));
                });
    }
}
