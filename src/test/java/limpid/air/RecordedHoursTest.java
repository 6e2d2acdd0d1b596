package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import limpid.PublishedHours;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.junit.jupiter.api.Test;

/** Hourly indices against those that were published. */
class RecordedHoursTest {
    private static final Map<Pollutant, String> NATIONAL = columns("so2", "no2", "co", "o3", "pm10", "pm2_5");
    private static final Map<Pollutant, String> CITIES = columns("SO2", "NO2", "CO", "O3", "PM10", "PM2.5");
    private static final Map<Pollutant, String> ZHEJIANG = columns("SO2", "NO2", "CO", "O3", "PM10", "PM25");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");

    private final AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);

    @Test
    void equalsTheNationalHoursOfTheLastDayOfTheOldEditionAndTheFirstOfTheNew() {
        Agreement agreement = new Agreement("national hours 2026-02-28 and 03-01, nothing missing, AQI and primary");
        Agreement withoutThree = new Agreement("of these without a printed PM2.5 of 3");
        for (String day : List.of("2026-02-28", "2026-03-01")) {
            for (Row row : Recorded.table("national-hours-" + day + ".csv.gz").rows()) {
                checkNational(row, agreement, withoutThree);
            }
        }
        agreement.assertAtLeast("99.95", 60_000);
        withoutThree.assertAtLeast("100", 50_000);
    }

    private void checkNational(Row row, Agreement all, Agreement withoutThree) {
        Set<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        NATIONAL.forEach((pollutant, column) -> {
            if (row.text(column).equals("/")) {
                outside.add(pollutant);
            }
        });
        Map<Pollutant, BigDecimal> values = values(row, NATIONAL);
        if (values.size() + outside.size() < Pollutant.values().length || values.isEmpty()) {
            return;
        }
        Edition edition = edition(LocalDateTime.parse(row.text("timepoint"), STAMP));
        AirIndex ours = index.hour(edition, values, MonitoringPlan.without(outside));
        String published = row.text("aqi") + " " + labelled(row.text("primarypollutant"));
        Supplier<String> place = () -> row.text("stationcode") + " " + row.text("timepoint");
        all.check(published, ours.aqi() + " " + codes(ours.primaryPollutants()), place);
        if (!row.text("pm2_5").equals("3")) {
            withoutThree.check(published, ours.aqi() + " " + codes(ours.primaryPollutants()), place);
        }
    }

    @Test
    void equalsTheCityHoursOfTheSpringFestivalOf2019() {
        Agreement agreement = new Agreement("city hours 2019, AQI and primary");
        for (Row row : Recorded.table("city-hourly-2019.csv.gz").rows()) {
            if (Recorded.value(row, "AQI").isEmpty()) {
                continue;
            }
            Map<Pollutant, BigDecimal> values = values(row, CITIES);
            LocalDateTime end = LocalDateTime.parse(row.text("time").replace(' ', 'T'));
            AirIndex ours = index.hour(edition(end), values, MonitoringPlan.COMPLETE);
            String primary = row.text("main_pollution").replace("—", "");
            agreement.check(
                    row.text("AQI") + " " + new TreeSet<>(List.of(primary.split(","))),
                    ours.aqi() + " "
                            + new TreeSet<>(
                                    List.of(codes(ours.primaryPollutants()).split(","))),
                    () -> row.text("city") + " " + end);
        }
        agreement.assertAtLeast("100", 35_000);
    }

    @Test
    void equalsTheHoursOfGuangzhouStations() {
        Agreement agreement = new Agreement("Guangzhou hours 2024, nothing missing, AQI");
        Table table = Recorded.table("guangzhou-sites-hours-2024-04_2024-09.csv.gz");
        List<String> stations =
                table.columns().stream().filter(column -> column.endsWith("A")).toList();
        Map<String, Map<String, Row>> hours = new HashMap<>();
        for (Row row : table.rows()) {
            hours.computeIfAbsent(row.text("date") + " " + row.text("hour"), hour -> new HashMap<>())
                    .put(row.text("type"), row);
        }
        Edition edition = edition(LocalDateTime.of(2024, 4, 1, 1, 0));
        hours.forEach(
                (hour, types) -> stations.forEach(station -> checkGuangzhou(edition, hour, types, station, agreement)));
        agreement.assertAtLeast("99.98", 80_000);
    }

    private void checkGuangzhou(
            Edition edition, String hour, Map<String, Row> types, String station, Agreement agreement) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            Recorded.value(Recorded.at(types, pollutant.code()), station)
                    .ifPresent(value -> values.put(pollutant, value));
        }
        if (values.size() < Pollutant.values().length) {
            return;
        }
        AirIndex ours = index.hour(edition, values, MonitoringPlan.COMPLETE);
        Recorded.value(Recorded.at(types, "AQI"), station)
                .ifPresent(published -> agreement.check(
                        published.intValueExact(), ours.aqi(), () -> station + " " + hour + " " + values));
    }

    @Test
    void equalsTheHoursOfZhejiangStations() {
        Agreement agreement = new Agreement("Zhejiang hours 2026, AQI, level and primary");
        for (Row row : Recorded.table("zhejiang-hours-2026-05-01_05-07.csv.gz").rows()) {
            Map<Pollutant, BigDecimal> values = values(row, ZHEJIANG);
            if (!Recorded.value(row, "AQI").isPresent() || values.size() < Pollutant.values().length) {
                continue;
            }
            AirIndex ours = index.hour(edition(LocalDateTime.of(2026, 5, 1, 1, 0)), values, MonitoringPlan.COMPLETE);
            String primary = row.text("SYWRW").replace("--", "");
            agreement.check(
                    row.text("AQI") + row.text("AQI_level") + new TreeSet<>(List.of(primary.split(","))),
                    ours.aqi()
                            + category(ours)
                            + new TreeSet<>(List.of(subscripted(ours).split(","))),
                    () -> row.text("sitecode") + " " + row.text("time") + " " + values);
        }
        agreement.assertAtLeast("99.98", 15_000);
    }

    private static String category(AirIndex index) {
        return index.category() == null ? "--" : index.category().zh();
    }

    private static String subscripted(AirIndex index) {
        return codes(index.primaryPollutants())
                .replace("PM2.5", "PM₂.₅")
                .replace("PM10", "PM₁₀")
                .replace("O3", "O₃")
                .replace("NO2", "NO₂")
                .replace("SO2", "SO₂");
    }

    private static Map<Pollutant, BigDecimal> values(Row row, Map<Pollutant, String> columns) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        Recorded.read(row, columns, values);
        return values;
    }

    private static Edition edition(LocalDateTime end) {
        LocalDay day = LocalDay.ofEnd(end.atZone(LocalDay.CHINA).toInstant(), LocalDay.CHINA);
        return AirQualityIndex.edition(day).orElseThrow();
    }

    private static String codes(List<Pollutant> pollutants) {
        return pollutants.stream().map(Pollutant::code).collect(Collectors.joining(","));
    }

    private static String labelled(String primary) {
        if (primary.isEmpty() || primary.equals("NA") || primary.equals("—")) {
            return "";
        }
        Set<Pollutant> pollutants = EnumSet.noneOf(Pollutant.class);
        for (String label : primary.split(",")) {
            Pollutant pollutant = PublishedHours.LABELS.get(label.strip());
            assertEquals(true, pollutant != null, label);
            if (pollutant != null) {
                pollutants.add(pollutant);
            }
        }
        return codes(List.copyOf(pollutants));
    }

    private static Map<Pollutant, String> columns(String... names) {
        Map<Pollutant, String> columns = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            columns.put(pollutant, names[pollutant.ordinal()]);
        }
        return columns;
    }
}
