package limpid.flow;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.SourceIntakes.Intake;

/** Reports of water taken from sources, one source and month a line. */
public final class IntakeTable {
    /** The columns. */
    public static final List<String> HEADER = List.of("section", "month", "volume", "origin");

    private static final String SOURCE = "drinking_source";

    private IntakeTable() {}

    /** Reads them all. @throws Table.Malformed where a line cannot be kept; it names line and column */
    public static List<Intake> read(Table table, Registry registry) {
        table.requireColumns(HEADER, HEADER);
        List<Intake> intakes = table.map(row -> intake(row, registry));
        table.unique("month", row -> row.text("section") + " " + row.text("month"));
        return intakes;
    }

    private static Intake intake(Row row, Registry registry) {
        return new Intake(
                section(row, registry),
                row.read("month", "a month such as 2026-01", YearMonth::parse),
                row.read("volume", "a number from 0 on, in 10^4 m3", IntakeTable::volume),
                row.required("origin"));
    }

    private static String section(Row row, Registry registry) {
        String code = row.required("section");
        return registry.find(code)
                .filter(IntakeTable::isSource)
                .map(Station::code)
                .orElseThrow(() -> row.malformed(
                        "section",
                        "no section '" + code + "' of the role " + SOURCE + " is registered" + registry.meant(code)));
    }

    private static boolean isSource(Station station) {
        return station.medium() == Medium.WATER && station.siting().roles().contains(SOURCE);
    }

    private static BigDecimal volume(String text) {
        BigDecimal volume = Numbers.read(text);
        if (volume.signum() < 0) {
            throw new IllegalArgumentException(text);
        }
        return volume;
    }
}
