package limpid;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import limpid.embedded.BrokerUsers;
import limpid.measure.Medium;
import limpid.people.Role;
import limpid.people.Secrets;
import limpid.store.Keys.Kept;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users of the embedded broker, from the keys as they are: a station's key, by its name, publishes for its own stations alone; the
 * service itself reads. Keys that were changed hold within two seconds, the medium of a
 * station within a minute. What is refused stands in the audit.
 */
public final class RegisteredUsers implements BrokerUsers {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredUsers.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration MEDIA_FRESH = Duration.ofMinutes(1);

    private final String own;
    private final String ownPassword;
    private final Supplier<List<Kept>> keys;
    private final Function<String, Optional<Medium>> media;
    private final BrokerAudit audit;
    private final InstantSource clock;

    private final Map<String, Optional<Medium>> mediaRead = new ConcurrentHashMap<>();
    private List<Kept> known = List.of();
    private Instant read = Instant.EPOCH;
    private volatile Instant mediaSince = Instant.EPOCH;

    /**
     * Users of a broker.
     *
     * @param own   the service, with its password
     * @param media of the registered stations; one that is not registered yet may write in any medium, and its messages wait
     */
    public RegisteredUsers(
            String own,
            String ownPassword,
            Supplier<List<Kept>> keys,
            Function<String, Optional<Medium>> media,
            BrokerAudit audit,
            InstantSource clock) {
        this.own = own;
        this.ownPassword = ownPassword;
        this.keys = keys;
        this.media = media;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public boolean enters(String user, String password, String address) {
        if (user.equals(own)) {
            return isSame(ownPassword, password) || refused(user, address, "a wrong password of the service");
        }
        try {
            Optional<Kept> key = key(user);
            if (key.isEmpty()
                    || !MessageDigest.isEqual(key.get().digest(), Secrets.digest(password))
                    || !key.get().key().role().equals(Role.STATION)) {
                return refused(user, address, "no key of a station has this name and password");
            }
            return key.get().key().isValid(clock.instant())
                    || refused(user, address, "the key was revoked or has expired");
        } catch (StoreUnavailable | Unstorable e) {
            LOG.warn("'{}' is not let in while the keys cannot be read: {}", user, e.getMessage());
            return false;
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(Secrets.digest(one), Secrets.digest(other));
    }

    private boolean refused(String user, String address, String why) {
        audit.notEntered(user, address, why);
        return false;
    }

    @Override
    public boolean publishes(String user, String topic, String address) {
        if (user.equals(own)) {
            return true;
        }
        try {
            boolean may = key(user)
                    .filter(kept -> kept.key().isValid(clock.instant()))
                    .filter(kept -> isOfOwn(kept, topic))
                    .isPresent();
            if (!may) {
                audit.notPublished(user, address, topic, "not a topic of its own stations");
            }
            return may;
        } catch (StoreUnavailable | Unstorable e) {
            LOG.warn("'{}' does not publish while the keys cannot be read: {}", user, e.getMessage());
            return false;
        }
    }

    private boolean isOfOwn(Kept kept, String topic) {
        return kept.key().scope().stations().stream()
                .filter(topic::contains)
                .anyMatch(code -> BrokerFiles.topics(code, medium(code)).contains(topic));
    }

    @Override
    public boolean reads(String user, String address) {
        if (!user.equals(own)) {
            audit.notRead(user, address, "", "stations read nothing");
        }
        return user.equals(own);
    }

    private Optional<Medium> medium(String station) {
        Instant now = clock.instant();
        if (now.isAfter(mediaSince.plus(MEDIA_FRESH))) {
            mediaRead.clear();
            mediaSince = now;
        }
        return mediaRead.computeIfAbsent(station, media);
    }

    private Optional<Kept> key(String name) {
        return fresh().stream().filter(kept -> kept.key().name().equals(name)).findFirst();
    }

    private synchronized List<Kept> fresh() {
        Instant now = clock.instant();
        if (now.isAfter(read.plus(FRESH)) || now.isBefore(read)) {
            known = keys.get();
            read = now;
        }
        return known;
    }
}
