package limpid.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import limpid.Server;
import limpid.Settings;
import limpid.air.AirBasis;
import limpid.export.ProgressTable;
import limpid.figures.Knowledge;
import limpid.figures.ProgrammeChecks;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.programme.CityCheck;
import limpid.programme.Explanation;
import limpid.programme.Programme;
import limpid.programme.ProgrammeFile.Refused;
import limpid.programme.Programmes;
import limpid.rule.Rules;
import limpid.standard.AirStandard;
import limpid.store.Reports;
import limpid.store.postgres.PostgresDataRates;
import limpid.store.postgres.PostgresDustList;
import limpid.store.postgres.PostgresKeptChecks;
import limpid.store.postgres.PostgresResults;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresSurveys;
import limpid.store.postgres.PostgresWaterMeans;
import limpid.store.postgres.Repositories;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds a programme's indicators against their targets. */
@Command(
        name = "check",
        description = {
            "Hold the indicators of a programme against their targets, from what LIMPID_DB_URL has.",
            "Ends with 1 where one is not met."
        })
final class Check implements Callable<Integer> {
    @picocli.CommandLine.Parameters(
            paramLabel = "PROGRAMME",
            description = "Its id, such as model-city-6 or yangjiang.")
    @SuppressWarnings("NullAway.Init")
    private String programme;

    @Option(names = "--as-of", paramLabel = "DATE", description = "A local date such as 2016-06-10. Default: today.")
    private @Nullable String asOf;

    @Option(names = "--city", description = "Whose figures. Default: the programme's city.")
    private @Nullable String city;

    @Option(names = "--english", description = "Write the notes in English.")
    private boolean english;

    @Option(
            names = "--beside",
            paramLabel = "TEXTS",
            description =
                    "2012, 2026-transition or 2026-final: beside each check that rests on air, what it would be then.")
    private @Nullable String beside;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListFile file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ListFile.Saving saving = file.begin();
        Settings settings = Settings.from(System.getenv());
        Programmes programmes = programmes(settings.programmes().folder());
        Programme found = programme(programmes, programme);
        String whose = city(found, city);
        Server.migrate(settings.db());
        DataSource database = Server.database(settings.db());
        AirBasis basis = basis();
        ProgrammeChecks checking =
                checks(programmes, database, Server.rules(settings).rules());
        List<limpid.programme.Check> checks = checking.check(found, whose, date());
        List<CityCheck> listed = checking.listed(found, whose, checks, date(), basis);
        new CheckTable(english ? Explanation::en : Explanation::zh)
                .print(found, whose, listed, spec.commandLine().getOut());
        saving.save(
                List.of(ProgressTable.of(found, listed)),
                ProgressTable.query(found, whose, date(), basis),
                database,
                settings.bulletins().font(),
                spec.commandLine().getErr());
        return checks.stream().anyMatch(limpid.programme.Check.NotMet.class::isInstance) ? 1 : 0;
    }

    /** The city that is meant. @param said by the caller; null for that of the programme */
    static String city(Programme programme, @Nullable String said) {
        String whose = said == null ? programme.city() : said;
        if (whose.isEmpty()) {
            throw new UsageException(programme.id() + " is a rule set of any city: say --city");
        }
        return whose;
    }

    /** The programmes that ship and those of the operator's folder. */
    private static Programmes programmes(String folder) {
        try {
            return folder.isEmpty() ? Programmes.shipped() : Programmes.with(Path.of(folder));
        } catch (Refused e) {
            throw new UsageException(Root.message(e));
        }
    }

    /** The programme of this id, of those that ship and those of the operator's folder. */
    static Programme programme(String folder, String id) {
        return programme(programmes(folder), id);
    }

    private static Programme programme(Programmes programmes, String id) {
        return programmes
                .find(id)
                .orElseThrow(() -> new UsageException("no programme '" + id + "'; there are "
                        + String.join(
                                ", ",
                                programmes.all().stream().map(Programme::id).toList())));
    }

    private static ProgrammeChecks checks(Programmes programmes, DataSource database, Rules rules) {
        return new ProgrammeChecks(
                programmes,
                knowledge(database, rules),
                Repositories.of(database).get(Reports.class),
                new PostgresKeptChecks(database));
    }

    /** What figures are made of. */
    static Knowledge knowledge(DataSource database, Rules rules) {
        return new Knowledge(
                new PostgresStations(database, InstantSource.system()),
                new PostgresResults(database, Parameters.standard()),
                new PostgresWaterMeans(database),
                new PostgresSectionLimits(database),
                new PostgresSurveys(database),
                new PostgresDustList(database),
                new PostgresDataRates(database),
                rules);
    }

    private @Nullable AirBasis basis() {
        return beside == null
                ? null
                : AirBasis.named(beside)
                        .filter(basis -> basis != AirBasis.IN_FORCE)
                        .orElseThrow(() -> new UsageException(
                                "--beside " + beside + ": " + String.join(" or ", AirStandard.NAMES)));
    }

    private LocalDate date() {
        try {
            return asOf == null ? LocalDate.now(LocalDay.CHINA) : LocalDate.parse(asOf);
        } catch (DateTimeException e) {
            throw new UsageException("--as-of " + asOf + ": a local date such as 2016-06-10");
        }
    }
}
