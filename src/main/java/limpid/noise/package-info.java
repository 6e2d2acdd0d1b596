/**
 * Rules of ambient noise 声环境: equivalent and statistical levels, hours, days, the three networks and their grades.
 *
 * <p>All levels are A-weighted sound levels A声级 in dB. Inside one point levels are averaged by energy; across points
 * they are averaged arithmetically.
 */
@NullMarked
package limpid.noise;

import org.jspecify.annotations.NullMarked;
