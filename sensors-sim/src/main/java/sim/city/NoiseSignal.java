package sim.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A-weighted one-second levels in dB(A), a minute at a time: a background that breathes with the day, passing vehicles,
 * rain and fireworks, added as energies.
 */
record NoiseSignal(City city) implements Signal {
    /** Vehicles start within slots of this length, one or none in each. */
    private static final int SLOT_SECONDS = 10;

    private static final int SLOTS_HEARD = 2;
    private static final double PASSING_SECONDS = 4;

    @Override
    public Map<String, List<String>> values(Station station, Instant end) {
        if (!(station.siting() instanceof Station.NoiseSiting siting)) {
            throw new IllegalArgumentException(station.code() + " is not a noise point");
        }
        int seconds = (int) Medium.NOISE.cadence().toSeconds();
        Minute minute = new Minute(station, siting, end.minusSeconds(seconds / 2));
        List<String> levels = new ArrayList<>(seconds);
        for (long second = end.getEpochSecond() - seconds + 1; second <= end.getEpochSecond(); second++) {
            levels.add(Printed.number(minute.level(second), 1));
        }
        return Map.of("LAS", levels);
    }

    /** What is the same for sixty seconds. */
    private final class Minute {
        private final Dice dice;
        private final Dice vehicles;
        private final Station.NoiseSiting siting;
        private final double traffic;
        private final double steadyEnergy;
        private final double festival;

        Minute(Station station, Station.NoiseSiting siting, Instant middle) {
            LocalMoment moment = LocalMoment.of(middle, city.zone());
            this.dice = city.dice().with(station.code());
            this.vehicles = dice.with("vehicle");
            this.siting = siting;
            this.traffic = Math.min(0.95, siting.traffic() * (0.1 + moment.traffic()));
            this.festival = city.felt(Event.Kind.FESTIVAL, station, middle);
            double quiet = 7 * moment.bell(3, 2.8);
            double rain = city.felt(Event.Kind.RAIN, station, middle);
            this.steadyEnergy = energy(siting.baseDb() - quiet) + (rain > 0 ? energy(46 + 8 * rain) : 0);
        }

        double level(long second) {
            double steady = steadyEnergy * energy(1.5 * dice.wander(second, 300) + 0.5 * dice.normal(second));
            return 10 * StrictMath.log10(steady + passing(second) + fireworks(second));
        }

        private double passing(long second) {
            long now = Math.floorDiv(second, SLOT_SECONDS);
            double sum = 0;
            for (long slot = now - SLOTS_HEARD; slot <= now + SLOTS_HEARD; slot++) {
                if (vehicles.uniform(4 * slot) < traffic) {
                    sum += vehicle(slot, second);
                }
            }
            return sum;
        }

        private double vehicle(long slot, long second) {
            double nearest = SLOT_SECONDS * (slot + vehicles.uniform(4 * slot + 1));
            double distance = (second - nearest) / PASSING_SECONDS;
            double peak = siting.baseDb() + 9 + 3 * vehicles.normal(4 * slot + 2);
            return energy(peak) * StrictMath.exp(-distance * distance);
        }

        private double fireworks(long second) {
            boolean bang = festival > 0 && dice.with("bang").uniform(second) < 0.5 * festival;
            return bang ? energy(64 + 9 * festival + 4 * dice.with("loud").normal(second)) : 0;
        }

        private double energy(double db) {
            return StrictMath.pow(10, db / 10);
        }
    }
}
