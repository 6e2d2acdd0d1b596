/** The command line: one class a command. */
@NullMarked
package limpid.command;

import org.jspecify.annotations.NullMarked;
