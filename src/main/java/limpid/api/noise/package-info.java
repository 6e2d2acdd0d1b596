/** Noise over HTTP: days, hours, surveys and assessments. */
@NullMarked
package limpid.api.noise;

import org.jspecify.annotations.NullMarked;
