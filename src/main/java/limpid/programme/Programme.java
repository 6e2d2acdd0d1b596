package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of indicators with their targets: a national rule set, or a city's plan.
 *
 * @param id            in addresses and commands
 * @param city          whose it is; empty for a rule set of any city
 * @param national      the rule set that the city is checked under beside its own; empty for none
 * @param assessment    which year is assessed on a date
 * @param builtUpAreaM2 建成区面积, m2; null where it is not known
 * @param least         what must be known for a verdict
 * @param reportDays    on which progress is reported, as the document says; none for any day
 * @param areas         parts of the city that indicators are of
 * @param documents     it was made from
 * @param taskLists     task tables of the documents
 * @param tasks         their rows, in the order of the lists
 */
public record Programme(
        String id,
        String nameZh,
        String nameEn,
        String city,
        String national,
        Assessment assessment,
        @Nullable BigDecimal builtUpAreaM2,
        LeastData least,
        List<MonthDay> reportDays,
        List<Area> areas,
        List<Document> documents,
        List<Indicator> indicators,
        List<TaskList> taskLists,
        List<Task> tasks) {

    /** Keeps its own lists. */
    public Programme {
        reportDays = List.copyOf(reportDays);
        areas = List.copyOf(areas);
        documents = List.copyOf(documents);
        indicators = List.copyOf(indicators);
        taskLists = List.copyOf(taskLists);
        tasks = List.copyOf(tasks);
    }

    /** The same with the rows of its task tables. */
    Programme with(List<Task> rows) {
        return new Programme(
                id,
                nameZh,
                nameEn,
                city,
                national,
                assessment,
                builtUpAreaM2,
                least,
                reportDays,
                areas,
                documents,
                indicators,
                taskLists,
                rows);
    }

    /** What area a figure is of: the whole city where the measure names none. */
    public Area area(Measure measure) {
        return measure.named()
                .or(() -> measure.option("area").flatMap(this::area))
                .orElse(Area.CITY);
    }

    private Optional<Area> area(String key) {
        return areas.stream().filter(area -> area.key().equals(key)).findFirst();
    }

    /** Whether the texts by which air is judged change what is found of an indicator, or of one of its parts. */
    public boolean restsOnAirStandard(Indicator indicator) {
        Parts parts = indicator.parts();
        return parts == null
                ? indicator.computed() != null && indicator.computed().restsOnAirStandard()
                : parts.names().stream()
                        .flatMap(part -> indicator(indicator.no() + part).stream())
                        .anyMatch(this::restsOnAirStandard);
    }

    /** The task of this code, such as {@code 2015-12}. */
    public Optional<Task> task(String code) {
        return tasks.stream().filter(task -> task.code().equals(code)).findFirst();
    }

    /** The indicator, or the part of one, of this code, such as {@code 8b}. */
    public Optional<Indicator> indicator(String code) {
        return indicators.stream()
                .filter(indicator -> indicator.code().equals(code))
                .findFirst();
    }

    /**
     * A document.
     *
     * @param file its file name or number
     */
    public record Document(String key, String file, String titleZh, String titleEn) {}

    /** Which year is assessed. */
    public enum Assessment {
        /** The year the date lies in, to that date. */
        RUNNING,
        /** The last year that is over on the date, which is included. */
        LAST_FULL_YEAR;

        /** The year assessed on a date. */
        public int year(LocalDate asOf) {
            boolean over = asOf.plusDays(1).getYear() > asOf.getYear();
            return this == RUNNING || over ? asOf.getYear() : asOf.getYear() - 1;
        }
    }
}
