/** Answers made for the screens of the page: what a screen needs of one city and medium, at once. */
@NullMarked
package limpid.api.screen;

import org.jspecify.annotations.NullMarked;
