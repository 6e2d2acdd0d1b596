package limpid.hook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * Where channels may lead: to public addresses, and to private ones only where the operator names their networks. Else who may
 * make a channel could ask everything that this machine can reach. A name is looked up here and once more by the client that
 * connects; Java remembers the answer for longer than lies between the two. Nothing follows a redirection.
 */
public final class Destinations {
    private static final int SHARED_FIRST = 100;
    private static final int SHARED_BITS = 0xC0;
    private static final int SHARED = 64;
    private static final int UNIQUE_LOCAL_BITS = 0xFE;
    private static final int UNIQUE_LOCAL = 0xFC;

    private final Predicate<InetAddress> named;

    /** @param named private addresses that may be reached all the same */
    public Destinations(Predicate<InetAddress> named) {
        this.named = named;
    }

    /** Why an address may not be asked; empty where it may. */
    String complaint(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return "the address has no host, or a user";
        }
        try {
            boolean plain = !"https".equals(uri.getScheme());
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (named.test(address)) {
                    continue;
                }
                if (isPrivate(address)) {
                    return "the host is in a private network that LIMPID_CHANNEL_NETWORKS does not name";
                }
                if (plain) {
                    return "https is needed";
                }
            }
            return "";
        } catch (UnknownHostException e) {
            return "the host is not known";
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet4Address
                        ? first == 0 || first >= 240 || first == SHARED_FIRST && (bytes[1] & SHARED_BITS) == SHARED
                        : (first & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL || first == 0);
    }
}
