package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import limpid.station.Station;
import limpid.station.Station.ControlLevel;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import org.jspecify.annotations.Nullable;

/** The means of water sections, from which assessments are built. */
public interface WaterMeans {
    /**
     * Days of one section in order.
     *
     * @param last  included
     * @param asOf  as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Known<Day>> days(String section, LocalDate first, LocalDate last, @Nullable Instant asOf);

    /**
     * Months of one section in order.
     *
     * @param last  included
     * @param asOf  as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Known<Month>> months(String section, YearMonth first, YearMonth last, @Nullable Instant asOf);

    /**
     * Months of all sections of a region, by code of the section, in order.
     *
     * @param last included
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, List<Month>> months(Region region, YearMonth first, YearMonth last);

    /**
     * The revision of one month of each section of a region that has it, by code of the section.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, Integer> revisions(Region region, YearMonth month);

    /**
     * One month of some sections, by code of the section; sections without it are left out.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, Revised<Month>> months(Collection<String> sections, YearMonth month);

    /**
     * Which sections; null means any.
     *
     * @param city  they count for
     * @param district 区县 of the city they are registered in
     * @param river the water body they lie on
     * @param role  one of {@link limpid.station.StationColumns#ROLES}
     * @param level this control level or a higher one; means are kept of all levels, stations are chosen by it
     */
    record Region(
            @Nullable String city,
            @Nullable String district,
            @Nullable String river,
            @Nullable String role,
            @Nullable ControlLevel level) {
        /** Of any district and control level. */
        public Region(@Nullable String city, @Nullable String river, @Nullable String role) {
            this(city, null, river, role, null);
        }

        /** Whether a station is one of its sections. */
        public boolean includes(Station station) {
            return (city == null || city.equals(station.city()))
                    && (district == null || district.equals(station.district()))
                    && (river == null || river.equals(station.siting().waterBody()))
                    && (role == null || station.siting().roles().contains(role))
                    && (level == null || station.siting().isAtLeast(level));
        }
    }

    /** A mean and which revision of it this is, 1 for the first. */
    record Revised<T>(T mean, int revision) {}

    /** A mean and since when it is known. */
    record Known<T>(T mean, Instant from) {}
}
