package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.air.AirEvaluation;
import limpid.air.DayValues;
import limpid.air.DustDeduction;
import limpid.alert.Alert;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseSettings;
import limpid.result.Kept;
import limpid.result.ResultTable;
import limpid.standard.Pollutant;
import limpid.station.Station;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.water.RegionPeriod;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionMeans;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import org.jspecify.annotations.Nullable;

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

    /** Keeps the classes of sections' months. */
    void keepSectionMonths(List<SectionMonthResult> months);

    /** Keeps the periods of cities and rivers. */
    void keepWaterPeriods(List<WaterPeriodResult> periods);

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

    /** Keeps what dust by hours leaves of days. */
    void keepDustRests(List<DustRest> rests);

    /** What dust by hours leaves of the days of these years, by date. */
    Map<Integer, Map<LocalDate, Map<Pollutant, BigDecimal>>> dustRests(Collection<SubjectYear> years);

    /** Keeps calendar periods. */
    void keepAirPeriods(List<AirPeriodResult> periods);

    /** Keeps the class of samples. */
    void keepWaterSamples(List<WaterSample> samples);

    /** Keeps the means of sections' days. */
    void keepWaterDays(List<WaterDay> days);

    /** The days of these months. */
    Map<SectionMonth, List<SectionMeans.Day>> waterDays(Collection<SectionMonth> months);

    /** Keeps the means of sections' months. */
    void keepWaterMonths(List<WaterMonth> months);

    /**
     * Alerts of these kinds that stood at an instant of each subject, or were raised after it; withdrawn ones left out.
     */
    Map<Integer, List<Alert>> alertsSince(Map<Integer, Instant> since, Collection<String> kinds);

    /** The end of the newest sample kept of each subject. */
    Map<Integer, Instant> newestSamples(Collection<Integer> subjects);

    /** Keeps alerts of any medium; one that changed goes into the history first, and whoever waits for it is told. */
    void keepAlerts(List<SubjectAlert> alerts);

    /** Keeps the levels of hours. */
    void keepNoiseHours(List<NoiseHourResult> hours);

    /** Keeps the figures of noise days. */
    void keepNoiseDays(List<NoiseDayResult> days);

    /** A span of one station: ends after {@code period.start()} up to {@code period.end()}. */
    record Span(int stationId, Period period) {}

    /**
     * A day without its hours of dust.
     *
     * @param means of the hours left, ug/m3, as published; a pollutant with too few is not there
     */
    record DustRest(int subjectId, LocalDate date, Map<Pollutant, BigDecimal> means) {}

    /** A month of a station or city. */
    record SubjectMonth(int subjectId, YearMonth month) {}

    /** A year of a station or city. */
    record SubjectYear(int subjectId, Year year) {}

    /** A calendar period of a station or city. */
    record AirPeriodResult(int subjectId, AirEvaluation evaluation) {}

    /** The class of a sample. */
    record WaterSample(int subjectId, Instant end, SectionClass sectionClass, List<String> leftOut) {}

    /** The means of a section's day. */
    record WaterDay(int subjectId, SectionMeans.Day day) {}

    /** The means of a section's month. */
    record WaterMonth(int subjectId, SectionMeans.Month month) {}

    /** The class of a section's month, and what it was judged from. */
    record SectionMonthResult(int subjectId, SectionPeriod section, SectionAssessment assessment) {}

    /** A period of a city or river. */
    record WaterPeriodResult(int subjectId, RegionPeriod region) {}

    /** One month of one section. */
    record SectionMonth(int subjectId, YearMonth month) {}

    /**
     * The figures of a noise point on a date, and the settings they were made under.
     *
     * @param official whether its meaning of night is the one by which cities are assessed
     */
    record NoiseDayResult(int subjectId, NoiseDay day, NoiseSettings settings, boolean official) {}

    /**
     * The levels of an hour as published, dB; null where there is none.
     *
     * @param valid    seconds that entered
     * @param expected seconds due
     * @param reason   why there is no LAeq; null where there is one
     */
    record NoiseHourResult(
            int subjectId,
            Instant end,
            @Nullable BigDecimal leq,
            @Nullable BigDecimal lmax,
            @Nullable BigDecimal lmin,
            @Nullable BigDecimal sd,
            @Nullable BigDecimal l5,
            @Nullable BigDecimal l10,
            @Nullable BigDecimal l50,
            @Nullable BigDecimal l90,
            @Nullable BigDecimal l95,
            int valid,
            int expected,
            @Nullable String reason) {}
}
