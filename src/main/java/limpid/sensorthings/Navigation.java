package limpid.sensorthings;

/**
 * A way from an entity to others.
 *
 * @param name as paths have it, in the plural where there may be several
 * @param many whether there may be several
 */
public record Navigation(String name, EntityType from, EntityType to, boolean many) {}
