package limpid.embedded;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Takes back the packet numbers of a session's former connections. The broker hands what they did not acknowledge over again with
 * new numbers, and would hold the old ones for ever: of 65,535 each connection that ends could leave as many as the client takes
 * at a time, until the session is sent nothing more.
 */
final class PacketNumbers implements MQTTInterceptor {
    private static final int MOST = 65_535;

    private final ActiveMQServer server;

    private PacketNumbers(ActiveMQServer server) {
        this.server = server;
    }

    /** For a broker that has not started. */
    static void install(ActiveMQServer server) {
        server.getServiceRegistry().addOutgoingInterceptor(new PacketNumbers(server));
    }

    /** Before the first packet that a resumed session is sent by a connection. @return that the broker goes on */
    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        // Who is refused, or begins anew, resumes no session, whoever else has one of that name.
        if (packet instanceof MqttConnAckMessage answer
                && answer.variableHeader().isSessionPresent()) {
            MQTTSessionState state = sessions().getSessionStates().get(String.valueOf(connection.getClientID()));
            if (state != null) {
                takeBack(state.getOutboundStore());
            }
        }
        return true;
    }

    private MQTTStateManager sessions() {
        try {
            return MQTTStateManager.getInstance(server);
        } catch (Exception e) {
            throw new IllegalStateException("the broker has no sessions", e);
        }
    }

    private static void takeBack(MQTTSessionState.OutboundStore numbers) {
        for (int number = 1; number <= MOST; number++) {
            Pair<Long, Long> taken = numbers.publishAckd(number);
            if (taken != null && taken.getB() == 0) {
                // Released by its sender (QoS 2): the next connection goes on with this number.
                numbers.publishReleasedSent(number, taken.getA());
            }
        }
        numbers.resetSendQuota();
    }
}
