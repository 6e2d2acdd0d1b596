package limpid.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirQualityIndex;
import limpid.air.MonitoringPlan;
import limpid.air.Reason;
import limpid.air.SubIndex;
import limpid.measure.LocalDay;
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

    private final AirChoices choices;

    AirWhatIf(AirChoices choices) {
        this.choices = choices;
    }

    /** The day under this edition. */
    AirDay day(AirDay day, Edition edition, MonitoringPlan plan) {
        Map<Pollutant, BigDecimal> values = concentrations(day.index());
        AirIndex judged =
                judged(day.index(), choices.index(day.subject(), day.date()).day(edition, values, plan));
        return new AirDay(
                day.subjectId(), day.subject(), day.date(), judged, day.validHours(), day.known(), day.reviewed());
    }

    /** The hour under this edition. */
    AirHour hour(AirHour hour, Edition edition, MonitoringPlan plan) {
        Map<Pollutant, BigDecimal> values = concentrations(hour.index());
        AirQualityIndex index = choices.index(
                hour.subject(), LocalDay.ofEnd(hour.end(), LocalDay.CHINA).date());
        AirIndex judged = judged(hour.index(), index.hour(edition, values, plan));
        return new AirHour(hour.subjectId(), hour.subject(), hour.end(), judged, hour.known());
    }

    /** The concentrations of a stored result. */
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
        leftOut.removeIf(entry -> entry.endsWith(": " + Reason.ABOVE_TABLE.code()));
        for (SubIndex gap : judged.gaps()) {
            if (gap.reason() == Reason.ABOVE_TABLE) {
                leftOut.add(gap.pollutant().code() + ": " + gap.reason().code());
            }
        }
        return leftOut;
    }
}
