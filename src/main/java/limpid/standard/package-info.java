/** The edition in force on a date, and its tables. */
@NullMarked
package limpid.standard;

import org.jspecify.annotations.NullMarked;
