package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static limpid.Samples.AIR;
import static limpid.Samples.NOISE;
import static limpid.Samples.WATER;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.Waiting;
import limpid.mqtt.packet.Bytes;
import limpid.station.Station;
import limpid.store.postgres.PostgresReadings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a message holds: sent again over another connection, marked as sent before or as a retained copy, it changes nothing. */
@Timeout(60)
@Tag("long")
class MessageShapesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int SENT_BEFORE = 0x08;
    private static final int RETAINED = 0x01;

    private static final String EVERYTHING = """
            SELECT string_agg(concat_ws(' ', series_id, period_end, value, flag_id), '; ' ORDER BY series_id, period_end, known, value)
            FROM (SELECT series_id, period_end, value, flag_id, known_from AS known FROM revision
                  UNION ALL SELECT series_id, period_end, value, flag_id, recorded_at FROM every_reading) AS r
            """;

    /** What a station may send, with a place for the value. */
    enum Shape {
        ONE_HOUR(AIR, "{'end':'2026-03-01T09:00:00+08:00','period':'PT1H','values':{'PM2.5':#}}"),
        SEVERAL_PARAMETERS(
                AIR, "{'end':'2026-03-01T09:00:00+08:00','period':'PT1H','values':{'PM2.5':#,'PM10':#,'CO':0.4}}"),
        FLAGGED(AIR, "{'end':'2026-03-01T09:00:00+08:00','period':'PT1H','values':{'PM2.5':#},'flags':{'PM2.5':'M'}}"),
        DUE_AND_MISSING(AIR, "{'end':'2026-03-01T09:00:00+08:00','period':'PT1H','values':{'PM2.5':null,'PM10':#}}"),
        MINUTES(AIR, "{'end':'2026-03-01T09:00:00+08:00','period':'PT1M','values':{'PM2.5':[#,#,5,#]}}"),
        BACKFILL(
                AIR,
                "[{'end':'2026-03-01T08:00:00+08:00','period':'PT1H','values':{'PM2.5':#}},"
                        + "{'end':'2026-03-01T09:00:00+08:00','period':'PT1H','values':{'PM2.5':#}}]"),
        SAMPLE(WATER, "{'end':'2026-03-01T09:30:00+08:00','period':'PT0S','values':{'NH3N':#}}"),
        FOUR_HOURS(WATER, "{'end':'2026-03-01T08:00:00+08:00','period':'PT4H','values':{'NH3N':#,'PH':7}}"),
        ONE_SECOND(NOISE, "{'end':'2026-03-01T09:00:01+08:00','period':'PT1S','values':{'LEQ':#}}"),
        SECONDS(NOISE, "{'end':'2026-03-01T09:01:00+08:00','period':'PT1S','values':{'LEQ':[#,50.1,50.2,#]}}"),
        SECONDS_WITH_GAPS(
                NOISE, "{'end':'2026-03-01T09:01:00+08:00','period':'PT1S','values':{'LEQ':[#,null,50.2,#]}}"),
        ONE_MINUTE(NOISE, "{'end':'2026-03-01T09:01:00+08:00','period':'PT1M','values':{'LEQ':#}}");

        private final Station station;
        private final String text;

        Shape(Station station, String text) {
            this.station = station;
            this.text = text.replace('\'', '"');
        }

        /** How often the value stands in it. */
        private int places() {
            return (int) text.chars().filter(one -> one == '#').count();
        }

        private byte[] packet(int packetId, String value) {
            return ScriptedBroker.message(
                    packetId, topic(station), text.replace("#", value).getBytes(UTF_8));
        }
    }

    @BeforeEach
    void register() throws SQLException {
        POSTGRES.rewrite(
                "TRUNCATE kept_messages, arrived_span, packed_span; DELETE FROM revision; DELETE FROM reading");
        if (POSTGRES.text("SELECT count(*) FROM station").equals("0")) {
            Samples.register(POSTGRES.dataSource(), AIR, WATER, NOISE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatComesAgainChangesNothing(Shape shape) throws Exception {
        sends(shape.packet(1, "41"), shape.packet(2, "42"));
        String before = POSTGRES.text(EVERYTHING);
        assertNotEquals("0", POSTGRES.text("SELECT count(*) FROM revision"), "the second is a correction");
        sends(shape.packet(1, "41"), shape.packet(2, "42"));
        assertEquals(before, POSTGRES.text(EVERYTHING), "over another connection");
        sends(
                shape.packet(1, "43"),
                shape.packet(2, "44"),
                marked(shape.packet(3, "43"), SENT_BEFORE),
                marked(shape.packet(4, "45"), RETAINED));
        String corrected = POSTGRES.text(EVERYTHING);
        assertTrue(corrected.contains(" 43") && corrected.contains(" 44"), corrected);
        assertEquals(before.split("; ").length + 2 * shape.places(), corrected.split("; ").length, corrected);
    }

    private static byte[] marked(byte[] packet, int bit) {
        packet[0] |= (byte) bit;
        return packet;
    }

    private static void sends(byte[]... packets) throws Exception {
        Bytes all = new Bytes();
        List.of(packets).forEach(all::raw);
        try (ScriptedBroker broker = new ScriptedBroker(1, number -> all.array());
                Service service = new Service(
                                new MqttSettings(broker.url(), "", "", "service", 100, 1 << 20),
                                new PostgresReadings(POSTGRES.dataSource()))
                        .start()) {
            Waiting.until(() -> broker.acknowledged.size() == packets.length);
        }
    }
}
