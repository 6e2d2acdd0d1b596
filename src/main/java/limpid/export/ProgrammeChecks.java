package limpid.export;

import java.util.Map;
import java.util.TreeMap;
import limpid.programme.CheckTables;

/** Checks of programmes 规划指标核查 as they were kept last, of the periods of the years that the span touches. */
final class ProgrammeChecks {
    static final Dataset DATASET = new ResultDataset<>(
                    CheckTables.KEPT,
                    new ResultDataset.Setting(
                            Map.of(),
                            CheckTables.KEPT.key().stream()
                                    .map(column -> column.titles().getFirst().name())
                                    .toList(),
                            CheckTables.KEPT.key().stream()
                                    .map(limpid.result.Column::name)
                                    .toList(),
                            Map.of(),
                            new TreeMap<>(Map.of("programme", "programme", "city", "city")),
                            Map.of(),
                            Map.of()),
                    null)
            .dataset();

    private ProgrammeChecks() {}
}
