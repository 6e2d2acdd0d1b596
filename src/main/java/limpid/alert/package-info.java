/** Alerts 预警: what the duty officer is told, raised once and cleared by itself. */
@NullMarked
package limpid.alert;

import org.jspecify.annotations.NullMarked;
