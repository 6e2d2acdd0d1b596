package limpid;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.InstantSource;
import limpid.people.AuditEntry;
import limpid.people.RefusalBrake;
import limpid.store.Audit;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds what a broker refused to the audit; of many refusals of one address in a minute the rest by number. */
public final class BrokerAudit {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerAudit.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    private final Audit audit;
    private final InstantSource clock;
    private final RefusalBrake brake = new RefusalBrake();

    /** Into this audit. */
    public BrokerAudit(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** A client that was not let in. @param why as the broker knows it */
    public void notEntered(String user, String address, String why) {
        refused(user, address, "MQTT CONNECT", "", UNAUTHENTICATED, "unauthenticated", why);
    }

    /** A message that was not taken. */
    public void notPublished(String user, String address, String topic, String why) {
        refused(user, address, "MQTT PUBLISH", topic, FORBIDDEN, "forbidden", why);
    }

    /** A subscription that was not given. */
    public void notRead(String user, String address, String topic, String why) {
        refused(user, address, "MQTT SUBSCRIBE", topic, FORBIDDEN, "forbidden", why);
    }

    private void refused(
            String user, String address, String action, String target, int status, String problem, String why) {
        if (brake.isTold(address)) {
            String detail = JSON.createObjectNode()
                    .put("problem", problem)
                    .put("why", why)
                    .toString();
            keep(new AuditEntry(
                    clock.instant(),
                    user.isEmpty() ? "anonymous" : "key",
                    user,
                    address,
                    action,
                    target,
                    status,
                    detail));
        }
        Instant now = clock.instant();
        brake.untold(now).forEach(untold -> keep(AuditEntry.of(untold, now)));
    }

    private void keep(AuditEntry entry) {
        try {
            audit.add(entry);
        } catch (StoreUnavailable | Unstorable e) {
            LOG.error("the audit cannot be written now ({}): {}", e.getMessage(), entry);
        }
    }
}
