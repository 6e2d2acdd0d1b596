package limpid.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import limpid.mqtt.packet.Connect;
import limpid.mqtt.packet.Farewell;
import limpid.mqtt.packet.MalformedPacket;
import limpid.mqtt.packet.MqttPacket;
import limpid.mqtt.packet.Publish;
import limpid.mqtt.packet.TopicFilters;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each packet of one client before the broker does, which checks neither texts nor lengths and keeps what other
 * clients then die of. A client that sends what is not taken is told why and disconnected; no other notices.
 */
final class ClientPackets extends ByteToMessageDecoder {
    private static final System.Logger LOG = System.getLogger(ClientPackets.class.getName());
    private static final int LONGEST_HEADER = 5;
    private static final int CONNECT = 1;
    private static final byte RETAIN = 0x01;

    private final StationTopics topics;
    private final int longestPacket;

    private Publish.@Nullable From from;
    private boolean ended;

    /** @param longestPacket bytes that follow a packet's length */
    ClientPackets(StationTopics topics, int longestPacket) {
        this.topics = topics;
        this.longestPacket = longestPacket;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            pass(in, out);
        } catch (MalformedPacket e) {
            end(context, Farewell.MALFORMED_PACKET, e.reason());
        } catch (StationTopics.NotTaken e) {
            end(context, e.code(), e.reason());
        }
    }

    /** Passes the next packet on if it is there as a whole, and good. */
    private void pass(ByteBuf in, List<Object> out) throws MalformedPacket, StationTopics.NotTaken {
        int start = in.readerIndex();
        int length = 0;
        int header = 1;
        int next;
        do {
            if (in.readableBytes() <= header) {
                return;
            }
            if (header == LONGEST_HEADER) {
                throw new MalformedPacket("the length of a packet is longer than four bytes");
            }
            next = in.getUnsignedByte(start + header);
            length |= (next & 0x7F) << 7 * (header - 1);
            header++;
        } while (next > 0x7F);
        if (length > longestPacket) {
            throw new StationTopics.NotTaken(Farewell.PACKET_TOO_LARGE, "more than " + longestPacket + " bytes");
        }
        if (in.readableBytes() < header + length) {
            return;
        }
        byte[] body = ByteBufUtil.getBytes(in, start + header, length);
        boolean retain = isGood(new MqttPacket(in.getUnsignedByte(start), body, length));
        ByteBuf packet = in.readRetainedSlice(header + length);
        if (!retain) {
            packet.setByte(packet.readerIndex(), packet.getByte(packet.readerIndex()) & ~RETAIN);
        }
        out.add(packet);
    }

    /** Whether the RETAIN flag, or what stands in its place, stays as it is. */
    private boolean isGood(MqttPacket packet) throws MalformedPacket, StationTopics.NotTaken {
        Publish.From client = from;
        if (client == null) {
            if (packet.type() != CONNECT) {
                throw new MalformedPacket("the first packet is a " + packet.name());
            }
            Connect connect = Connect.read(packet);
            if (connect.will().isPresent()) {
                Connect.Will will = connect.will().get();
                if (topics.take(will.topic(), will.retained(), will.length()) != will.retained()) {
                    throw new StationTopics.NotTaken(Farewell.TOPIC_NAME_INVALID, "readings are not retained");
                }
            }
            from = connect.from();
            return true;
        }
        switch (packet.type()) {
            case MqttPacket.PUBLISH -> {
                Publish publish = Publish.read(packet, client);
                if (publish.fault().isPresent()) {
                    throw new MalformedPacket(publish.fault().get());
                }
                return topics.take(publish.topic(), publish.retained(), publish.payload().length);
            }
            case TopicFilters.SUBSCRIBE, TopicFilters.UNSUBSCRIBE -> TopicFilters.check(packet, client);
            default -> {
                // Without texts: the broker's own decoder reads them.
            }
        }
        return true;
    }

    private void end(ChannelHandlerContext context, int code, String reason) {
        ended = true;
        LOG.log(
                System.Logger.Level.WARNING,
                "the broker disconnects {0}: {1}",
                context.channel().remoteAddress(),
                reason);
        byte[] farewell = new byte[0];
        if (from == Publish.From.CLIENT) {
            farewell = Farewell.disconnect(code, reason);
        } else if (from == null) {
            farewell = Farewell.refused(code, reason);
        }
        context.writeAndFlush(Unpooled.wrappedBuffer(farewell)).addListener(ChannelFutureListener.CLOSE);
    }
}
