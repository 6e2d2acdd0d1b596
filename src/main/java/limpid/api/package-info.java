/** What people and programs ask over HTTP. Here stand the routes of several media; each medium has its folder. */
@NullMarked
package limpid.api;

import org.jspecify.annotations.NullMarked;
