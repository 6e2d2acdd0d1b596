/** What every route shares: parameters, answers, pages of lists, problems, limits of clients, rights. */
@NullMarked
package limpid.api.http;

import org.jspecify.annotations.NullMarked;
