package limpid.embedded;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/**
 * The broker's MQTT with a look at each packet before it is decoded. Everything else is the broker's own; its classes
 * cannot be extended, so this one passes every call on.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the broker declares them
final class CheckedMqtt implements ProtocolManager {
    private final ProtocolManager mqtt;
    private final Supplier<ChannelHandler> check;

    private CheckedMqtt(ProtocolManager mqtt, Supplier<ChannelHandler> check) {
        this.mqtt = mqtt;
        this.check = check;
    }

    /** Makes it in place of the broker's own. */
    static final class Factory extends MQTTProtocolManagerFactory {
        private final Supplier<ChannelHandler> check;

        /** @param check looks at the packets of one client */
        Factory(Supplier<ChannelHandler> check) {
            this.check = check;
        }

        @Override
        public ProtocolManager createProtocolManager(
                ActiveMQServer server,
                Map<String, Object> parameters,
                List<BaseInterceptor> incomingInterceptors,
                List<BaseInterceptor> outgoingInterceptors)
                throws Exception {
            return new CheckedMqtt(
                    super.createProtocolManager(server, parameters, incomingInterceptors, outgoingInterceptors), check);
        }
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        mqtt.addChannelHandlers(pipeline);
        String decoder = pipeline.context(MqttDecoder.class).name();
        pipeline.addBefore(decoder, "client-packets", check.get());
    }

    @Override
    public ProtocolManagerFactory<MQTTInterceptor> getFactory() {
        return mqtt.getFactory();
    }

    @Override
    public void updateInterceptors(List incomingInterceptors, List outgoingInterceptors) {
        mqtt.updateInterceptors(incomingInterceptors, outgoingInterceptors);
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptorUsed, Connection connection) {
        return mqtt.createConnectionEntry(acceptorUsed, connection);
    }

    @Override
    public void removeHandler(String name) {
        mqtt.removeHandler(name);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        mqtt.handleBuffer(connection, buffer);
    }

    @Override
    public boolean isProtocol(byte[] array) {
        return mqtt.isProtocol(array);
    }

    @Override
    public boolean acceptsNoHandshake() {
        return mqtt.acceptsNoHandshake();
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        mqtt.handshake(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return mqtt.websocketSubprotocolIdentifiers();
    }

    @Override
    public void setAnycastPrefix(String anycastPrefix) {
        mqtt.setAnycastPrefix(anycastPrefix);
    }

    @Override
    public void setMulticastPrefix(String multicastPrefix) {
        mqtt.setMulticastPrefix(multicastPrefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
        return mqtt.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String securityDomain) {
        mqtt.setSecurityDomain(securityDomain);
    }

    @Override
    public String getSecurityDomain() {
        return mqtt.getSecurityDomain();
    }

    @Override
    public RoutingHandler getRoutingHandler() {
        return mqtt.getRoutingHandler();
    }
}
