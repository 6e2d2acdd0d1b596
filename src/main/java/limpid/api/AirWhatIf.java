package limpid.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.air.AirQualityIndex;
import limpid.air.AirValues;
import limpid.air.MonitoringPlan;
import limpid.air.Reason;
import limpid.air.SubIndex;
import limpid.measure.LocalDay;
import limpid.standard.Averaging;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.store.Results.AirDay;
import limpid.store.Results.AirHour;
import limpid.store.Results.AirIndex;
import limpid.store.Results.Part;

/**
 * The index of stored hours and days under another edition than the one in force on them, from their published
 * concentrations. It is never stored.
 */
final class AirWhatIf {
    private static final String OZONE_DAY = "o3Max8h";
    private static final String ABOVE_TABLE = ": " + Reason.ABOVE_TABLE.code();

    /** As {@link limpid.air.AirIndex#standIns} writes it. */
    private static final Pattern STAND_IN = Pattern.compile("(\\S+)" + ABOVE_TABLE + ", iaqi of (\\S+) (\\S+)");

    private final AirChoices choices;

    AirWhatIf(AirChoices choices) {
        this.choices = choices;
    }

    /** The day under this edition. */
    AirDay day(AirDay day, Edition edition, MonitoringPlan plan) {
        AirIndex judged = judged(
                day.index(), choices.index(day.subject(), day.date()).day(edition, values(day.index(), false), plan));
        return new AirDay(
                day.subjectId(), day.subject(), day.date(), judged, day.validHours(), day.known(), day.reviewed());
    }

    /** The hour under this edition. */
    AirHour hour(AirHour hour, Edition edition, MonitoringPlan plan) {
        AirQualityIndex index = choices.index(
                hour.subject(), LocalDay.ofEnd(hour.end(), LocalDay.CHINA).date());
        AirIndex judged = judged(hour.index(), index.hour(edition, values(hour.index(), true), plan));
        return new AirHour(hour.subjectId(), hour.subject(), hour.end(), judged, hour.known());
    }

    /** What a stored result was made of: its concentrations, and those that stand in for one above its column. */
    static AirValues values(AirIndex stored, boolean hourly) {
        Map<Pollutant, BigDecimal> concentrations = concentrations(stored);
        AirValues values = hourly ? AirValues.ofHour(concentrations) : AirValues.ofDay(concentrations);
        for (String entry : stored.leftOut()) {
            Matcher standIn = STAND_IN.matcher(entry);
            if (standIn.matches()) {
                values.put(
                        Averaging.of(standIn.group(2)).orElseThrow(),
                        Pollutant.of(standIn.group(1)).orElseThrow(),
                        new BigDecimal(standIn.group(3)));
            }
        }
        return values;
    }

    static Map<Pollutant, BigDecimal> concentrations(AirIndex stored) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        stored.parts().forEach((name, part) -> {
            BigDecimal value = part.value();
            if (value != null) {
                values.put(pollutant(name), value);
            }
        });
        return values;
    }

    /** The pollutant of a stored part. */
    static Pollutant pollutant(String part) {
        return Pollutant.of(part.equals(OZONE_DAY) ? Pollutant.O3.code() : part).orElseThrow();
    }

    private static AirIndex judged(AirIndex stored, limpid.air.AirIndex judged) {
        Map<String, Part> parts = new LinkedHashMap<>();
        stored.parts()
                .forEach((name, part) -> parts.put(
                        name,
                        new Part(
                                part.value(),
                                judged.item(pollutant(name)).map(SubIndex::iaqi).orElse(null))));
        return new AirIndex(
                judged.edition().label(),
                parts,
                judged.aqi(),
                judged.category() == null ? null : judged.category().level(),
                judged.primaryPollutants().stream().map(Pollutant::code).toList(),
                judged.reason() == null ? null : judged.reason().code(),
                leftOut(stored, judged));
    }

    /** Why a value is not there stays as it was; why a value has no IAQI is the edition's. */
    private static List<String> leftOut(AirIndex stored, limpid.air.AirIndex judged) {
        List<String> leftOut = new ArrayList<>(stored.leftOut());
        leftOut.removeIf(entry -> entry.contains(ABOVE_TABLE));
        for (SubIndex gap : judged.gaps()) {
            if (gap.reason() == Reason.ABOVE_TABLE) {
                leftOut.add(gap.pollutant().code() + ABOVE_TABLE);
            }
        }
        leftOut.addAll(judged.standIns());
        return leftOut;
    }
}
