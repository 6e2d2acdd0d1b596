/** Persons, sessions, keys and the audit over HTTP. */
@NullMarked
package limpid.api.people;

import org.jspecify.annotations.NullMarked;
