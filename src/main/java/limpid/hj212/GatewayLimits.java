package limpid.hj212;

import java.time.Duration;

/**
 * What data loggers may take.
 *
 * @param connections open at a time
 * @param ofAnAddress of them from one address
 * @param idle        time without a byte after which a connection is closed
 * @param frameTime   time for the rest of a frame that has begun, and for an answer to be taken
 */
public record GatewayLimits(int connections, int ofAnAddress, Duration idle, Duration frameTime) {}
