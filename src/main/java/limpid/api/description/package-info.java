/** The description of the API for programs: what the build wrote of the routes, completed with what only the running code knows. */
@NullMarked
package limpid.api.description;

import org.jspecify.annotations.NullMarked;
