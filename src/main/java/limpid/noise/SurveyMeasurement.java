package limpid.noise;

import org.jspecify.annotations.Nullable;

/**
 * One measurement of a survey 手工监测 at a point: 10 min at a grid point, 20 min at a road section, or an hour of 24.
 *
 * @param point         code of the point
 * @param survey        what its measurements are taken together under, such as {@code 2024-Q1}; together they are one
 *                      point-time 点次
 * @param record        its levels, dB, and why it may not enter
 * @param heavyVehicles large vehicles 大型车 that passed; null where they were not counted
 * @param lightVehicles medium and small vehicles 中小型车 that passed; null where they were not counted
 */
public record SurveyMeasurement(
        String point,
        String survey,
        StationRecord record,
        @Nullable Integer heavyVehicles,
        @Nullable Integer lightVehicles) {}
