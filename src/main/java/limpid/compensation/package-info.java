/** Compensation between regions 水环境区域补偿: what upstream and downstream pay each other by the months of sections. */
@NullMarked
package limpid.compensation;

import org.jspecify.annotations.NullMarked;
