package limpid.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Map;
import limpid.api.guard.ConnectionGuard;
import limpid.api.guard.ConnectionLimits;
import limpid.api.http.Problem.Type;
import org.jspecify.annotations.Nullable;

/** Gives every connection its guard. */
@Singleton
final class GuardedConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final ConnectionLimits limits;
    private final ObjectMapper json;

    GuardedConnections(ConnectionLimits limits, ObjectMapper json) {
        this.limits = limits;
        this.json = json;
    }

    private byte[] noRoom(String path) {
        try {
            return json.writeValueAsBytes(Problem.of(
                    Type.BODIES_BUSY,
                    Type.BODIES_BUSY.status(),
                    "there is no memory for this body beside those that are being sent; nothing was taken, try again in 5 s",
                    path,
                    Map.of()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing a problem", e);
        }
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {
        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
            return new Customizer(role == ChannelRole.CONNECTION ? other : channel);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ConnectionGuard.class) == null) {
                ConnectionGuard guard = new ConnectionGuard(limits, GuardedConnections.this::noRoom);
                pipeline.addFirst("limpid-wire", guard.wire());
                pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "limpid-guard", guard);
            }
        }
    }
}
