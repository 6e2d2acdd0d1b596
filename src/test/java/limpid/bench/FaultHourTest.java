package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The message of an hour, in both forms. */
class FaultHourTest {
    private final FaultHour hour = new FaultHour(
            93, Instant.parse("2010-01-01T17:00:00Z"), new TreeMap<>(Map.of("NO2", "87", "PM2.5", "12")), 205);

    @Test
    void isAFrameOfTheHourThatBegan() {
        assertEquals(
                "QN=20100101000000205;ST=22;CN=2061;PW=123456;MN=FA000000000000000000005D;Flag=5;"
                        + "CP=&&DataTime=20100102000000;a21004-Avg=0.087,a21004-Flag=N;a34004-Avg=12,a34004-Flag=N&&",
                text(hour.frame()).substring(6, text(hour.frame()).length() - 6));
    }

    @Test
    void isJsonThatEndsLikeNoOther() {
        FaultHour again = new FaultHour(hour.station(), hour.end(), hour.values(), 206);
        assertEquals(
                "{\"end\":\"2010-01-02T01:00:00+08:00\",\"period\":\"PT1H\",\"values\":{\"NO2\":87,\"PM2.5\":12}}",
                text(hour.json()).strip());
        assertEquals(text(hour.json()).strip(), text(again.json()).strip());
        assertNotEquals(text(hour.json()), text(again.json()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
