package limpid.api.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirReport;
import limpid.air.AirReport.Part;
import limpid.air.AirValues;
import limpid.air.Reason;
import limpid.air.SubIndex;
import limpid.measure.LocalDay;
import limpid.standard.Averaging;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.store.Results.Subject;

/**
 * The index of stored hours and days under another edition than the one in force on them, from their published
 * concentrations. It is never stored.
 */
public final class AirWhatIf {
    private static final String ABOVE_TABLE = ": " + Reason.ABOVE_TABLE.code();

    /** As {@link AirIndex#standIns} writes it. */
    private static final Pattern STAND_IN = Pattern.compile("(\\S+)" + ABOVE_TABLE + ", iaqi of (\\S+) (\\S+)");

    private final AirChoices choices;
    private final AirPlans plans;
    private final Edition edition;

    /** For one answer. */
    public AirWhatIf(AirChoices choices, AirPlans plans, Edition edition) {
        this.choices = choices;
        this.plans = plans;
        this.edition = edition;
    }

    /** Whether a report is by this edition anyway. */
    public boolean inForce(AirReport report) {
        return edition.label().equals(report.edition());
    }

    /** The day under this edition. */
    public AirDay day(Subject subject, AirDay day) {
        return inForce(day.report())
                ? day
                : new AirDay(
                        day.date(),
                        judged(
                                day.report(),
                                choices.index(subject, day.date())
                                        .day(edition, values(day.report(), false), plans.of(subject, day.date()))),
                        day.validHours());
    }

    /** The hour under this edition. */
    public AirHour hour(Subject subject, AirHour hour) {
        LocalDate date = LocalDay.ofEnd(hour.end(), LocalDay.CHINA).date();
        return inForce(hour.report())
                ? hour
                : new AirHour(
                        hour.end(),
                        judged(
                                hour.report(),
                                choices.index(subject, date)
                                        .hour(edition, values(hour.report(), true), plans.of(subject, date))));
    }

    /** What a stored result was made of: its concentrations, and those that stand in for one above its column. */
    static AirValues values(AirReport stored, boolean hourly) {
        AirValues values =
                hourly ? AirValues.ofHour(stored.concentrations()) : AirValues.ofDay(stored.concentrations());
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
