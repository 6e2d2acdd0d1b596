package limpid.hj212;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.hj212.Choices;
import limpid.decode.hj212.FrameDecoder;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.json.JsonDecoder;
import limpid.flow.DirectIntake;
import limpid.flow.Intake;
import limpid.flow.Room;
import limpid.flow.Triage;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.store.RefusedRoom;
import limpid.store.Rejects;
import limpid.store.RepeatRoom;
import limpid.store.Stations;
import limpid.store.postgres.PostgresLoggerBook;
import limpid.store.postgres.PostgresLoggerRequests;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.Repositories;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;

/** Gateway, intake and store, without anything else of the service. */
record Parts(Gateway gateway, Intake intake, DirectIntake desk, Rejects rejects) implements AutoCloseable {
    static Parts start(DataSource database, int port) {
        return start(database, port, LoggerKeys.NONE);
    }

    static Parts start(DataSource database, int port, LoggerKeys keys) {
        Stations stations = new PostgresStations(database, InstantSource.system());
        Validator checks = new Validator(List.of(
                new MediumCheck(),
                new ClockCheck(Duration.ofMinutes(10), Instant.parse("1990-01-01T00:00:00Z")),
                new RangeCheck(Flags.standard().get("OR"))));
        Triage triage = new Triage(
                stations,
                new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                new Triage.Frames(stations, new FrameDecoder(Flags.standard(), Choices.DEFAULTS, 50)),
                checks,
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                Limits.DEFAULTS);
        Rejects rejects = Repositories.of(database).get(Rejects.class);
        Intake intake = new Intake(
                triage,
                new PostgresReadings(database, new RefusedRoom(1 << 26, 1 << 26), RepeatRoom.DEFAULT),
                Room.DEFAULTS,
                outcome -> {});
        DirectIntake desk = new DirectIntake(
                intake, stations, checks, Samples.NOTHING_REMOVED, Samples.PERIODS, rejects, Clock.systemUTC());
        Gateway gateway = new Gateway(
                new Gateway.Address("127.0.0.1", OptionalInt.of(port)),
                new GatewayLimits(16, 16, Duration.ofMinutes(10), Duration.ofSeconds(2)),
                Set.of(),
                keys,
                stations,
                intake::offer,
                new Statements(new PostgresLoggerBook(database), new PostgresLoggerRequests(database)),
                Clock.systemUTC(),
                false);
        intake.start();
        gateway.start();
        return new Parts(gateway, intake, desk, rejects);
    }

    @Override
    public void close() {
        gateway.close();
        intake.close();
    }
}
