/** What the pretend stations promise. */
@NullMarked
package sim;

import org.jspecify.annotations.NullMarked;
