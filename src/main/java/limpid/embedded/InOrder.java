package limpid.embedded;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the messages of a topic in the order in which a client sent them, as MQTT asks. The broker lets each step wait until the
 * disk has answered what the thread at work last asked of it. Its threads take turns, so the next message, in the hands of
 * another thread, may go ahead, and a correction would overtake what it corrects (ARTEMIS-6191).
 *
 * <p>What comes in waits for the disk with its own session, whichever thread holds it. What goes out does not wait: a message
 * is on disk before it is queued; where it cannot be written, the connection is closed and it is delivered to the next one.
 * What a connection that ends did not acknowledge goes back into its queue at once, as it is on disk already: when it waited
 * for the disk, the session's next connection was handed newer messages first.
 * Acknowledgements stay with the broker and wait as before.
 */
final class InOrder implements ActiveMQServerMessagePlugin, ActiveMQServerConsumerPlugin, MQTTInterceptor {
    private final ActiveMQServer server;
    private final Map<ServerConsumer, OperationContext> contexts = new ConcurrentHashMap<>();

    private InOrder(ActiveMQServer server) {
        this.server = server;
    }

    /** For a broker that has not started. */
    static void install(ActiveMQServer server) {
        InOrder order = new InOrder(server);
        server.registerBrokerPlugin(order);
        server.getServiceRegistry().addOutgoingInterceptor(order);
    }

    @Override
    public void beforeSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue) {
        StorageManager storage = server.getStorageManager();
        storage.setContext(session.getSessionContext());
    }

    @Override
    public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
        StorageManager storage = server.getStorageManager();
        contexts.put(consumer, storage.getContext());
        storage.setContext(storage.newSingleThreadContext());
    }

    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        OperationContext context = contexts.remove(consumer);
        if (context != null) {
            server.getStorageManager().setContext(context);
        }
    }

    /** @return whether the broker goes on to write the packet */
    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet.fixedHeader().messageType() != MqttMessageType.PUBLISH
                || !(connection.getTransportConnection() instanceof NettyConnection netty)) {
            return true;
        }
        netty.getChannel().writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        return false;
    }
}
