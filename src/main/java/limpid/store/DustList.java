package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.air.DustOfCity;
import org.jspecify.annotations.Nullable;

/** The list of dust 沙尘 of cities: which days or hours are deducted, who says so, and what the list was before. */
public interface DustList {
    /**
     * What is on the list, by date and city.
     *
     * @param city only of this one; null for all
     * @param asOf as it was known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Listed> list(
            @Nullable String city,
            @Nullable LocalDate firstInclusive,
            @Nullable LocalDate lastInclusive,
            @Nullable Instant asOf);

    /**
     * Puts days or hours on the list, all of them or none. An entry for the same city, date and hours replaces the one
     * before, which stays in the history; what rests on those days is dirty.
     *
     * @param by who says so
     * @return how many were new or other than before
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int put(List<DustOfCity> entries, String by);

    /**
     * Takes all of a city's date from the list.
     *
     * @return how many entries
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int withdraw(String city, LocalDate date, String by);

    /** What is on the list, since when and by whom. */
    record Listed(DustOfCity dust, String enteredBy, Instant knownFrom) {}
}
