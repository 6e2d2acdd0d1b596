/** What SensorThings API 1.1 (OGC 18-088) asks: its entities, paths, query options and filters, without a store and without HTTP. */
@NullMarked
package limpid.sensorthings;

import org.jspecify.annotations.NullMarked;
