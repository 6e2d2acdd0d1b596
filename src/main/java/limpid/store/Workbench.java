package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.air.DayValues;
import limpid.air.DustDeduction;
import limpid.alert.Alert;
import limpid.measure.LocalDay;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.result.Kept;
import limpid.result.ResultTable;
import limpid.station.Station;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.water.SectionMeans;
import limpid.water.SectionTarget.OwnLimit;

/** What a rollup works with while it holds its claims. */
public interface Workbench {
    /** The claimed periods by station. */
    List<Claim> claims();

    /** The claimed periods by city. */
    List<CityClaim> cityClaims();

    /** The claimed months by station or city; with them nothing else is claimed. */
    List<MonthClaim> monthClaims();

    /** Says that figures of cities no longer follow from those of their stations. */
    void markCitiesDirty(Map<String, Set<DirtyPeriod>> periods);

    /** The claimed months by river, and by city for water. */
    List<RegionClaim> regionClaims();

    /** Says that figures of these cities and rivers no longer follow from those of their sections. */
    void markRegionsDirty(Map<WaterMeans.Region, Set<YearMonth>> months);

    /** These water sections as they are registered, by the number under which their results are kept. */
    Map<Integer, Station> sections(Collection<Integer> subjectIds);

    /** The water sections of a city or river. */
    List<Station> sections(WaterMeans.Region region);

    /** The months of all sections of a city or river, by code of the section, in order. */
    Map<String, List<SectionMeans.Month>> waterMonths(WaterMeans.Region region, YearMonth first, YearMonth last);

    /** The limits of their own that sections have. */
    Map<String, List<OwnLimit>> ownLimits();

    /** Current readings of an hour or longer, and samples, whose ends lie in these spans. */
    List<Reading> readings(Collection<Span> spans);

    /** Current readings shorter than a minute whose ends lie in these spans. */
    List<Reading> secondReadings(Collection<Span> spans);

    /** Current readings of a minute or longer, and shorter than an hour, whose ends lie in these spans. */
    List<Reading> minuteReadings(Collection<Span> spans);

    /** Current readings of rain and wind, of any averaging period, whose ends lie in these spans. */
    List<Reading> weather(Collection<Span> spans);

    /** Minute tallies of series shorter than a minute. */
    List<SeriesMinute> seriesMinutes(Collection<Span> spans);

    /** Keeps minute tallies. */
    void keepSeriesMinutes(List<SeriesMinute> minutes);

    /** Hourly tallies of series shorter than an hour. */
    List<SeriesHour> seriesHours(Collection<Span> spans);

    /** Keeps hourly tallies. */
    void keepSeriesHours(List<SeriesHour> hours);

    /** Keeps daily values of series. */
    void keepSeriesDays(List<SeriesDay> days);

    /** Keeps results; one that changed goes into the history first. */
    <T> void keep(ResultTable<T> table, List<Kept<T>> results);

    /** Says that periods of stations and cities no longer follow from their days. */
    void markMonthsDirty(Set<SubjectMonth> months);

    /** The published days of these years. */
    Map<SubjectYear, List<DayValues>> publishedDays(Collection<SubjectYear> years);

    /** The dust on the list of these cities from the first to the last of these dates, by city. */
    Map<String, List<DustDeduction.Entry>> dust(
            Collection<String> cities, LocalDate firstInclusive, LocalDate lastInclusive);

    /** Results of the days of these years. */
    <T> List<Kept<T>> ofYears(ResultTable<T> table, Collection<SubjectYear> years);

    /** The days of these months. */
    Map<SectionMonth, List<SectionMeans.Day>> waterDays(Collection<SectionMonth> months);

    /**
     * Alerts of these kinds that stood at an instant of each subject, or were raised after it; withdrawn ones left out.
     */
    Map<Integer, List<Alert>> alertsSince(Map<Integer, Instant> since, Collection<String> kinds);

    /** The end of the newest sample kept of each subject. */
    Map<Integer, Instant> newestSamples(Collection<Integer> subjects);

    /** Ends of the hours of air in these spans, by subject, in which a concentration is above the last breakpoint. */
    Map<Integer, Set<Instant>> hoursAboveTable(Map<Integer, Period> spans);

    /** Keeps alerts of any medium; one that changed goes into the history first, and whoever waits for it is told. */
    void keepAlerts(List<SubjectAlert> alerts);

    /** Says that periods of cities no longer follow from these dates of their points, where they are over. */
    void markNoiseMonths(List<PointDate> dates);

    /** A span of one station: ends after {@code period.start()} up to {@code period.end()}. */
    record Span(int stationId, Period period) {
        /** The same time in as few spans as it takes, by station: those that touch or overlap are one. */
        public static List<Span> joined(Collection<Span> spans) {
            List<Span> joined = new ArrayList<>();
            spans.stream()
                    .sorted(Comparator.comparing(Span::stationId)
                            .thenComparing(span -> span.period().start()))
                    .forEach(span -> {
                        if (joined.isEmpty() || !joined.getLast().touches(span)) {
                            joined.add(span);
                        } else {
                            joined.add(joined.removeLast().upTo(span.period().end()));
                        }
                    });
            return joined;
        }

        /** @param later one that does not begin before this one */
        private boolean touches(Span later) {
            return stationId == later.stationId && !later.period().start().isAfter(period.end());
        }

        private Span upTo(Instant end) {
            return end.isAfter(period.end()) ? new Span(stationId, new Period(period.start(), end)) : this;
        }
    }

    /** A month of a station or city. */
    record SubjectMonth(int subjectId, YearMonth month) {}

    /** A year of a station or city. */
    record SubjectYear(int subjectId, Year year) {}

    /** One month of one section. */
    record SectionMonth(int subjectId, YearMonth month) {}

    /** A date of a noise point. */
    record PointDate(int subjectId, LocalDay date) {}
}
