package limpid.api.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;

/** What is compressed: text, but never events, which the compressor would hold back until it has enough of them. */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {
    private final NettyHttpServerConfiguration settings;

    Compression(NettyHttpServerConfiguration settings) {
        this.settings = settings;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean shouldCompress(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        int threshold = settings.getCompressionThreshold();
        return type != null
                && !type.startsWith(MediaType.TEXT_EVENT_STREAM)
                && MediaType.isTextBased(type)
                && HttpUtil.getContentLength(response, (long) threshold) >= threshold;
    }

    @Override
    public int getCompressionLevel() {
        return settings.getCompressionLevel();
    }

    @Override
    public int getMaxZstdEncodeSize() {
        return settings.getMaxZstdEncodeSize();
    }
}
