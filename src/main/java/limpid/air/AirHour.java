package limpid.air;

import java.time.Instant;

/** An hour of air as it is published, {@code end} being its stamp. */
public record AirHour(Instant end, AirReport report) {}
