/** The rules of ambient air: hours, days, the air quality index, the evaluation of periods, ranking. Pure. */
@NullMarked
package limpid.air;

import org.jspecify.annotations.NullMarked;
