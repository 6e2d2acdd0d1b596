package limpid.programme;

import java.time.LocalDate;
import java.util.List;
import limpid.measure.AssessmentPeriod;

/** What is known of one city, as checks ask for it. */
public interface Figures {
    /**
     * A figure from what stations measured.
     *
     * @param lastInclusive last day to take into account; within the period
     */
    Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive);

    /** The reports of an indicator in force, of all periods and items, the last revision of each. */
    List<Report> reports(String indicator, String part);
}
