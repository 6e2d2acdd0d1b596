/** Who may do what: persons, roles, scopes, sessions, passwords, and the chain of the audit. */
@NullMarked
package limpid.people;

import org.jspecify.annotations.NullMarked;
