/** The dashboards of folder grafana: their shape, and their SQL against the real schema. */
@NullMarked
package limpid.grafana;

import org.jspecify.annotations.NullMarked;
