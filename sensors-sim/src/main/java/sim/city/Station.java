package sim.city;

/**
 * A pretend station with what the registry says about it and what its surroundings do to its values.
 *
 * @param code registry code, also the topic segment
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param medium what it measures
 * @param city the city it belongs to, in Chinese
 * @param district district of the city, in Chinese; may be empty
 * @param lon degrees east
 * @param lat degrees north
 * @param kind {@code urban}, {@code background} or {@code section}; for noise the network
 * @param countsInCity whether its values enter the city's figures
 * @param siting what is said of one medium only
 */
public record Station(
        String code,
        String nameZh,
        String nameEn,
        Medium medium,
        String city,
        String district,
        double lon,
        double lat,
        String kind,
        boolean countsInCity,
        Siting siting) {

    /** What is said of stations of one medium only. */
    public sealed interface Siting {}

    /** @param traffic exposure to road traffic, 0 (none) to about 1.5 (kerb side) */
    public record AirSiting(double traffic) implements Siting {}

    /**
     * @param waterBody name of the river or lake
     * @param lake whether it is a lake, else a river
     * @param targetClass water-quality target, 1..5
     * @param roles registry roles, {@code ;}-separated
     * @param riverKm distance along the river from its first section, downstream positive; 0 for lakes
     * @param load pollution level, 0 (source stream) to about 1 (below a town)
     */
    public record WaterSiting(
            String waterBody, boolean lake, int targetClass, String roles, double riverKm, double load)
            implements Siting {}

    /**
     * @param network {@code regional}, {@code traffic} or {@code functional}
     * @param zone functional zone: 1, 2, 3 or 4a
     * @param roadLengthM represented road length in metres, 0 outside the traffic network
     * @param gridAreaM2 represented grid area in square metres, 0 outside the regional network
     * @param baseDb background level by day in dB(A)
     * @param traffic vehicles passing in a busy 10 s, 0..1
     */
    public record NoiseSiting(
            String network, String zone, int roadLengthM, int gridAreaM2, double baseDb, double traffic)
            implements Siting {}
}
