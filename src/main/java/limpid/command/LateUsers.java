package limpid.command;

import limpid.embedded.BrokerUsers;
import org.jspecify.annotations.Nullable;

/** Users of a broker that starts beside the database they stand in: nobody until there is one; clients come again. */
final class LateUsers implements BrokerUsers {
    private volatile @Nullable BrokerUsers users;

    /** From now on these. */
    void become(BrokerUsers known) {
        users = known;
    }

    @Override
    public boolean enters(String user, String password, String address) {
        BrokerUsers known = users;
        return known != null && known.enters(user, password, address);
    }

    @Override
    public boolean publishes(String user, String topic, String address) {
        BrokerUsers known = users;
        return known != null && known.publishes(user, topic, address);
    }

    @Override
    public boolean reads(String user, String address) {
        BrokerUsers known = users;
        return known != null && known.reads(user, address);
    }
}
