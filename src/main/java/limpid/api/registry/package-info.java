/** The registry over HTTP: stations and the lists that programs choose from. */
@NullMarked
package limpid.api.registry;

import org.jspecify.annotations.NullMarked;
