package limpid.api.reading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.decode.Payload;
import limpid.flow.DirectIntake;
import limpid.flow.Receipt;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.store.Committed;
import org.jspecify.annotations.Nullable;

/** Readings of many stations in one table: manual samples 手工监测, backfill 补传. */
@Controller("/api/v1/readings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
public class ReadingsImportController {
    private final DirectIntake intake;
    private final TableBody bodies;
    private final Rights rights;
    private final InstantSource clock;

    ReadingsImportController(DirectIntake intake, Rights rights, InstantSource clock, TableBody bodies) {
        this.bodies = bodies;
        this.intake = intake;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * Keeps the readings of a CSV, all of them or, where one line is wrong, none; they go the way of every message, so
     * the ledger counts them and the figures that rest on them follow. Columns station, parameter, end and value must be
     * there, period and flag may be left out. In water {@code 0.05L} and {@code <0.05} mean that nothing was detected.
     * A line of a station that the key does not write for refuses the table.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured({Role.STATION, Role.STATION_ENGINEER, Role.ANALYST})
    @SecurityRequirement(name = ApiDescription.KEY)
    public ReceiptView importTable(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("""
                                                    station,parameter,end,period,value,flag
                                                    W-1,HG,2026-01-10T09:00:00+08:00,PT0S,0.00004L,
                                                    """)))
                    @Body
                    byte[] csv,
            Authentication holder) {
        Table table = bodies.read("readings", "samples", request, csv);
        rights.requireStations(holder, table, "station");
        Payload payload = new Payload("", csv, clock.instant(), "http " + holder.getName());
        if (Arguments.flag("check", check)) {
            intake.checkTable(table, payload);
            return ReceiptView.of(new Receipt(Committed.NONE, List.of()), table.size());
        }
        return ReceiptView.of(intake.acceptTable(table, payload), table.size());
    }
}
