package limpid.bench;

/**
 * One message of a load.
 *
 * @param readings how many readings its payload holds
 */
record BenchMessage(String topic, byte[] payload, int readings) {}
