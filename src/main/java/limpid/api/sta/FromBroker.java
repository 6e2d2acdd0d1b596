package limpid.api.sta;

/** Whether observations that are published at the broker are taken. */
public record FromBroker(boolean create) {}
