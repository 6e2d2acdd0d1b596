package limpid.api.http;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import limpid.api.guard.Networks;

/** Who asks, by address. A forwarding header is believed only where a trusted proxy wrote it. */
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";

    private final Networks proxies;

    /** Believing these proxies. */
    public ClientAddress(Networks proxies) {
        this.proxies = proxies;
    }

    /** The address of the client: of the connection or, behind trusted proxies, the last one that none of them wrote. */
    public String of(HttpRequest<?> request) {
        String peer = peer(request);
        if (!proxies.contain(peer)) {
            return peer;
        }
        List<String> hops = request.getHeaders().getAll(FORWARDED_FOR).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        for (String hop : hops.reversed()) {
            if (!proxies.contain(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /** By which name the client is counted. */
    public String client(HttpRequest<?> request) {
        return Networks.client(of(request));
    }

    /** Whether the request came through a trusted proxy. */
    public boolean isProxied(HttpRequest<?> request) {
        return proxies.contain(peer(request));
    }

    /** Whether somebody passed the request on whom nobody vouches for: then its address says nothing of the client. */
    boolean isUntrustedlyForwarded(HttpRequest<?> request) {
        return !isProxied(request)
                && (request.getHeaders().contains(FORWARDED_FOR)
                        || request.getHeaders().contains(FORWARDED));
    }

    private static String peer(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote.getAddress();
        return address == null ? remote.getHostString() : address.getHostAddress();
    }
}
