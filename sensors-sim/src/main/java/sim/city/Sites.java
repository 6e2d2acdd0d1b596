package sim.city;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The sites where stations can stand. The named ones come first; when more stations are wanted than there are named
 * sites, the sites are used again, each a little to the north-east and with a running number.
 */
public final class Sites {
    private final List<NamedCsvRecord> sites;
    private final String city;

    private Sites(List<NamedCsvRecord> sites, String city) {
        this.sites = sites;
        this.city = city;
    }

    /**
     * The sites of a resource.
     *
     * @param name for example {@code lingchuan}
     * @param city whose they are where the resource names none
     * @throws IllegalArgumentException if there are none of this name
     */
    public static Sites named(String name, String city) {
        InputStream in = Sites.class.getResourceAsStream(name + ".csv");
        if (in == null) {
            throw new IllegalArgumentException("no sites '" + name + "'");
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            return new Sites(rows.stream().toList(), city);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sites " + name, e);
        }
    }

    /**
     * Stations of one kind of site.
     *
     * @param site {@code air}, {@code river}, {@code lake} or {@code noise}
     * @param count how many, from 0
     * @param codePrefix start of every code, followed by the number of the station
     * @param firstNumber number of the first station
     */
    public List<Station> stations(String site, int count, String codePrefix, int firstNumber) {
        List<NamedCsvRecord> named = sites.stream()
                .filter(row -> row.getField("medium").equals(site))
                .toList();
        String code = count + firstNumber > 100 ? "%s%03d" : "%s%02d";
        return IntStream.range(0, count)
                .mapToObj(i -> station(
                        named.get(i % named.size()),
                        String.format(Locale.ROOT, code, codePrefix, firstNumber + i),
                        i / named.size()))
                .toList();
    }

    private Station station(NamedCsvRecord row, String code, int round) {
        Medium medium =
                switch (row.getField("medium")) {
                    case "air" -> Medium.AIR;
                    case "noise" -> Medium.NOISE;
                    default -> Medium.WATER;
                };
        return new Station(
                code,
                row.getField("name_zh") + (round == 0 ? "" : (round + 1) + "号"),
                row.getField("name_en") + (round == 0 ? "" : " No. " + (round + 1)),
                medium,
                row.findField("city").orElse(city),
                row.getField("district"),
                shifted(row, "lon", round % 100),
                shifted(row, "lat", round / 100),
                medium == Medium.WATER ? "section" : row.getField("a"),
                !row.getField("a").equals("background"),
                siting(row));
    }

    private static double shifted(NamedCsvRecord row, String column, int steps) {
        return number(row, column) + 0.002 * steps;
    }

    private static Station.Siting siting(NamedCsvRecord row) {
        return switch (row.getField("medium")) {
            case "air" -> new Station.AirSiting(number(row, "b"));
            case "noise" -> noise(row);
            default -> water(row);
        };
    }

    private static Station.WaterSiting water(NamedCsvRecord row) {
        return new Station.WaterSiting(
                row.getField("a"),
                row.getField("medium").equals("lake"),
                (int) number(row, "b"),
                row.getField("e"),
                number(row, "c"),
                number(row, "d"));
    }

    private static Station.NoiseSiting noise(NamedCsvRecord row) {
        String network = row.getField("a");
        int extent = (int) number(row, "e");
        return new Station.NoiseSiting(
                network,
                row.getField("b"),
                network.equals("traffic") ? extent : 0,
                network.equals("regional") ? extent : 0,
                number(row, "c"),
                number(row, "d"));
    }

    private static double number(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }
}
