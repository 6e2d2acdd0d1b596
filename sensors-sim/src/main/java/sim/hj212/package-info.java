/** Pretend data loggers that speak HJ 212. They know nothing of who listens. */
@NullMarked
package sim.hj212;

import org.jspecify.annotations.NullMarked;
