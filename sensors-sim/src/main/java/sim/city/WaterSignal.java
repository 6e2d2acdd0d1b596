package sim.city;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Four-hourly results of a river or lake section.
 *
 * <p>WT in degrees Celsius, PH without unit, EC in uS/cm, TURB in NTU, TRANSP in m, the others in mg/L. Every period is taken at its
 * middle.
 */
record WaterSignal(City city) implements Signal {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final long DAYS_SECONDS = Duration.ofDays(3).toSeconds();

    @Override
    public Map<String, List<String>> values(Station station, Instant end) {
        if (!(station.siting() instanceof Station.WaterSiting siting)) {
            throw new IllegalArgumentException(station.code() + " is not a water section");
        }
        return new Sample(station, siting, end.minus(TWO_HOURS)).values();
    }

    private final class Sample {
        private final long second;
        private final Dice dice;
        private final LocalMoment moment;
        private final double load;
        private final boolean lake;
        private final double rain;
        private final double plume;

        Sample(Station station, Station.WaterSiting siting, Instant middle) {
            this.second = middle.getEpochSecond();
            this.dice = city.dice().with(station.code());
            this.moment = LocalMoment.of(middle, city.zone());
            this.load = siting.load();
            this.lake = siting.lake();
            this.rain = Math.max(
                    city.felt(Event.Kind.RAIN, station, middle),
                    0.6 * city.felt(Event.Kind.RAIN, station, middle.minus(Duration.ofHours(6))));
            this.plume = city.felt(Event.Kind.DISCHARGE, station, middle);
        }

        Map<String, List<String>> values() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            physics(values);
            nutrients(values);
            if (lake) {
                algae(values);
            }
            return values;
        }

        private void physics(Map<String, List<String>> values) {
            double afternoon = moment.bell(15, 4);
            double temperature = 22 - 6 * moment.winter() + 0.9 * afternoon + wander("WT");
            double oxygen = saturation(temperature) * (1 - 0.25 * load - 0.4 * plume) + (lake ? 0.9 : 0.35) * afternoon;
            put(values, "WT", temperature, 1);
            put(values, "PH", 7.35 + (lake ? 0.45 : 0.2) * afternoon - 0.1 * rain + 0.12 * wander("PH"), 2);
            put(values, "DO", oxygen * jitter("DO", 0.02), 2);
            put(values, "EC", (110 + 190 * load + 90 * plume) * (1 - 0.15 * rain) * jitter("EC", 0.04), 1);
            put(values, "TURB", ((lake ? 4 : 12 + 12 * load) + (lake ? 8 : 85) * rain) * jitter("TURB", 0.15), 1);
        }

        private void nutrients(Map<String, List<String>> values) {
            double ammonia = (0.06 + 0.75 * load * load + 2.6 * plume) * jitter("NH3N", 0.15);
            double phosphorus =
                    ((lake ? 0.012 : 0.03) + 0.13 * load * load + 0.28 * plume + 0.02 * rain) * jitter("TP", 0.12);
            put(values, "CODMN", (1.4 + 3.2 * load + 2.4 * plume + 0.8 * rain) * jitter("CODMN", 0.08), 2);
            put(values, "NH3N", ammonia, 3);
            put(values, "TP", phosphorus, 3);
            put(values, "TN", ammonia + (0.7 + 1.4 * load + 0.3 * rain) * jitter("TN", 0.08), 2);
        }

        /** What the trophic state of a lake is reckoned from besides its nutrients. */
        private void algae(Map<String, List<String>> values) {
            put(values, "CHLA", (0.003 + 0.02 * load) * jitter("CHLA", 0.2), 4);
            put(values, "TRANSP", (2.6 - 1.5 * load - 0.8 * rain) * jitter("TRANSP", 0.08), 2);
        }

        /** Dissolved oxygen of saturated fresh water at sea level, mg/L (GB 3838-2002 table 1: 468 / (31.6 + T)). */
        private double saturation(double temperature) {
            return 468 / (31.6 + temperature);
        }

        private void put(Map<String, List<String>> values, String parameter, double value, int digits) {
            double lowest = StrictMath.pow(10, -digits);
            values.put(parameter, List.of(Printed.atLeast(lowest, value, digits)));
        }

        private double jitter(String parameter, double share) {
            return Math.max(
                    0.2,
                    1 + share * (wander(parameter) + 0.3 * dice.with(parameter).normal(second)));
        }

        private double wander(String parameter) {
            return dice.with(parameter).wander(second, DAYS_SECONDS);
        }
    }
}
