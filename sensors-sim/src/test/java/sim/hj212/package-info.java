@NullMarked
package sim.hj212;

import org.jspecify.annotations.NullMarked;
