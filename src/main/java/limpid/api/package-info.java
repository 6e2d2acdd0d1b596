/** What people and programs ask over HTTP. */
@NullMarked
package limpid.api;

import org.jspecify.annotations.NullMarked;
