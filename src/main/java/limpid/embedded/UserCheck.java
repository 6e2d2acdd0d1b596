package limpid.embedded;

import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Asks {@link BrokerUsers} what the broker wants to know. The broker gives clients the reason codes of MQTT. */
final class UserCheck implements ActiveMQSecurityManager5 {
    private final BrokerUsers users;

    UserCheck(BrokerUsers users) {
        this.users = users;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        String name = Objects.requireNonNullElse(user, "");
        String address = address(connection);
        if (!users.enters(name, Objects.requireNonNullElse(password, ""), address)) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(name));
        subject.getPublicCredentials().add(address);
        return subject;
    }

    /** Without its port. */
    private static String address(@Nullable RemotingConnection connection) {
        String remote = connection == null ? "" : Objects.requireNonNullElse(connection.getRemoteAddress(), "");
        String host = remote.startsWith("/") ? remote.substring(1) : remote;
        int port = host.lastIndexOf(':');
        return port < 0 ? host : host.substring(0, port);
    }

    @Override
    public boolean authorize(
            @Nullable Subject subject, Set<Role> roles, CheckType checkType, @Nullable String address) {
        if (subject == null) {
            return false;
        }
        String user =
                subject.getPrincipals(UserPrincipal.class).iterator().next().getName();
        String from = subject.getPublicCredentials(String.class).iterator().next();
        return switch (checkType) {
            case SEND, CREATE_ADDRESS -> users.publishes(user, Objects.requireNonNullElse(address, ""), from);
            default -> users.reads(user, from);
        };
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return users.enters(Objects.requireNonNullElse(user, ""), Objects.requireNonNullElse(password, ""), "");
    }

    /** Only asked of managers that know no addresses. */
    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
