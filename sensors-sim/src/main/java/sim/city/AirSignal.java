package sim.city;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hourly means of six pollutants and the weather.
 *
 * <p>Gases and particles in ug/m3, CO in mg/m3, TEMP in degrees Celsius, RH in percent, WS in m/s, WD in degrees. Every
 * hour is taken at its middle.
 */
record AirSignal(City city) implements Signal {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final long SYNOPTIC_SECONDS = Duration.ofHours(60).toSeconds();
    private static final long GUST_SECONDS = Duration.ofHours(3).toSeconds();

    @Override
    public Map<String, List<String>> values(Station station, Instant end) {
        if (!(station.siting() instanceof Station.AirSiting siting)) {
            throw new IllegalArgumentException(station.code() + " is not an air station");
        }
        Hour hour = new Hour(station, siting.traffic(), end.minus(HALF_HOUR));
        Map<String, List<String>> values = new LinkedHashMap<>();
        hour.pollutants(values);
        hour.weather(values);
        return values;
    }

    private final class Hour {
        private final long second;
        private final Dice dice;
        private final LocalMoment moment;
        private final double roads;
        private final double rain;
        private final double ozone;
        private final double festival;
        /** Above 1 the air stands still, below it is flushed; the whole city shares it. */
        private final double stagnation;

        Hour(Station station, double roads, Instant middle) {
            this.second = middle.getEpochSecond();
            this.dice = city.dice().with(station.code());
            this.moment = LocalMoment.of(middle, city.zone());
            this.roads = roads;
            this.rain = city.felt(Event.Kind.RAIN, station, middle);
            this.ozone = city.felt(Event.Kind.OZONE, station, middle);
            this.festival = city.felt(Event.Kind.FESTIVAL, station, middle);
            this.stagnation = 1 + 0.35 * city.dice().with("synoptic").wander(second, SYNOPTIC_SECONDS) + 0.2 * ozone;
        }

        void pollutants(Map<String, List<String>> values) {
            double no2 = (6 + 30 * roads * moment.traffic()) * stagnation * season(0.35) * jitter("NO2", 0.1);
            double fine = fineParticles();
            double coarse = fine * 1.35 + (6 + 14 * roads * moment.traffic()) * washed(0.85) * jitter("PM10", 0.15);
            put(values, "SO2", (5 + 2 * moment.traffic() + 38 * festival) * jitter("SO2", 0.12));
            put(values, "NO2", no2);
            double carbonMonoxide = 0.35 + 0.4 * roads * moment.traffic() * stagnation + 0.3 * festival;
            values.put("CO", List.of(Printed.atLeast(0.1, carbonMonoxide * jitter("CO", 0.08), 1)));
            put(values, "O3", ozone(no2));
            put(values, "PM10", coarse);
            put(values, "PM2.5", fine);
        }

        private double fineParticles() {
            double everyday = (14 + 9 * roads * moment.traffic() + 5 * moment.bell(22, 3)) * season(0.4);
            return (everyday * stagnation * stagnation + 10 * ozone) * washed(0.65) * jitter("PM2.5", 0.12)
                    + 150 * festival * (0.4 + 0.6 * roads);
        }

        /** Built by the afternoon sun, destroyed by fresh nitric oxide near roads at night. */
        private double ozone(double no2) {
            double afternoon = moment.bell(14.5, 2.8);
            double clear = 28 + 72 * afternoon * (1 - 0.25 * moment.winter()) * stagnation;
            double episode = 105 * ozone * (0.15 + afternoon);
            double titration = 0.45 * no2 * (1 - moment.sun());
            return ((clear + episode) * (1 - 0.55 * rain) - titration) * jitter("O3", 0.06);
        }

        void weather(Map<String, List<String>> values) {
            double warm = 22.5 - 7 * moment.winter() + 4 * moment.bell(14.5, 4) + 2 * ozone - 2.5 * rain;
            double temperature = warm + 2 * wander("TEMP", SYNOPTIC_SECONDS);
            double humidity = 80 - 18 * moment.bell(14.5, 4) + 18 * rain - 8 * ozone + 6 * wander("RH", GUST_SECONDS);
            double wind = (1.1 + 1.6 * moment.bell(15, 4) + 1.5 * rain) / stagnation * jitter("WS", 0.25);
            double direction = 150 + 90 * moment.winter() + 60 * wander("WD", GUST_SECONDS);
            values.put("TEMP", List.of(Printed.number(temperature, 1)));
            values.put("RH", List.of(Printed.number(Math.clamp(humidity, 15, 100), 0)));
            values.put("WS", List.of(Printed.atLeast(0, wind, 1)));
            values.put("WD", List.of(Printed.number(Math.clamp(direction, 0, 359), 0)));
        }

        private void put(Map<String, List<String>> values, String parameter, double value) {
            values.put(parameter, List.of(Printed.atLeast(1, value, 0)));
        }

        private double season(double swing) {
            return 1 + swing * moment.winter();
        }

        private double washed(double share) {
            return 1 - share * Math.min(1, rain);
        }

        /** Slow and fast irregularity around 1. */
        private double jitter(String parameter, double share) {
            double fast = dice.with(parameter).normal(second);
            return Math.max(0.2, 1 + share * (wander(parameter, GUST_SECONDS) + 0.4 * fast));
        }

        private double wander(String what, long scaleSeconds) {
            return dice.with(what).wander(second, scaleSeconds);
        }
    }
}
