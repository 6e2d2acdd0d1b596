package limpid.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirReport;
import limpid.air.AirReport.Part;
import limpid.air.Reason;
import limpid.air.SubIndex;
import limpid.measure.LocalDay;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.store.Results.Subject;

/**
 * The index of stored hours and days under another edition than the one in force on them, from their published
 * concentrations. It is never stored.
 */
final class AirWhatIf {
    private final AirChoices choices;
    private final AirPlans plans;
    private final Edition edition;

    /** For one answer. */
    AirWhatIf(AirChoices choices, AirPlans plans, Edition edition) {
        this.choices = choices;
        this.plans = plans;
        this.edition = edition;
    }

    /** Whether a report is by this edition anyway. */
    boolean inForce(AirReport report) {
        return edition.label().equals(report.edition());
    }

    /** The day under this edition. */
    AirDay day(Subject subject, AirDay day) {
        return inForce(day.report())
                ? day
                : new AirDay(
                        day.date(),
                        judged(
                                day.report(),
                                choices.index(subject, day.date())
                                        .day(edition, day.report().concentrations(), plans.of(subject, day.date()))),
                        day.validHours());
    }

    /** The hour under this edition. */
    AirHour hour(Subject subject, AirHour hour) {
        LocalDate date = LocalDay.ofEnd(hour.end(), LocalDay.CHINA).date();
        return inForce(hour.report())
                ? hour
                : new AirHour(
                        hour.end(),
                        judged(
                                hour.report(),
                                choices.index(subject, date)
                                        .hour(edition, hour.report().concentrations(), plans.of(subject, date))));
    }

    private static AirReport judged(AirReport stored, AirIndex judged) {
        AirReport report = AirReport.of(judged, leftOut(stored, judged));
        Map<Pollutant, Part> parts = new EnumMap<>(Pollutant.class);
        stored.parts()
                .forEach((pollutant, part) -> parts.put(
                        pollutant, new Part(part.value(), report.part(pollutant).iaqi())));
        return new AirReport(
                report.edition(),
                parts,
                report.aqi(),
                report.level(),
                report.primaryPollutants(),
                report.reason(),
                report.leftOut());
    }

    /** Why a value is not there stays as it was; why a value has no IAQI is the edition's. */
    private static List<String> leftOut(AirReport stored, AirIndex judged) {
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
