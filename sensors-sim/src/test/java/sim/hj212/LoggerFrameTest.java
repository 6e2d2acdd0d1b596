package sim.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sim.Report;

class LoggerFrameTest {
    private static final Report HOUR = new Report(
            "LCA01",
            "air",
            OffsetDateTime.parse("2026-03-01T09:00:00+08:00"),
            Duration.ofHours(1),
            Map.of("SO2", List.of("12")),
            Map.of("SO2", "M"),
            List.of());

    private static LoggerFrame frame() {
        return LoggerFrame.of(
                HOUR, LoggerFrame.mn("LCA01"), "123456", OffsetDateTime.parse("2026-03-01T09:00:05+08:00"), 7);
    }

    @Test
    void theCheckIsThatOfAppendixA() {
        byte[] segment =
                "QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&"
                        .getBytes(StandardCharsets.US_ASCII);
        assertEquals(0x1C80, LoggerFrame.check(segment));
    }

    @Test
    void anHourIsStampedByItsStartInTheUnitsOfTheStandard() {
        String text = new String(frame().bytes(), StandardCharsets.UTF_8);
        assertTrue(
                text.contains("QN=20260301090005007;ST=22;CN=2061;PW=123456;MN=4C4341303100000000000000;Flag=5;"
                        + "CP=&&DataTime=20260301080000;a21026-Avg=0.012,a21026-Flag=M&&"),
                text);
        assertTrue(text.startsWith("##0141QN="), text);
    }

    @Test
    void whatIsOnlySplitOrDoubledIsStillThere() {
        byte[] frame = frame().bytes();
        ByteArrayOutputStream split = new ByteArrayOutputStream();
        LoggerFault.SPLIT.writes(frame, new Random(1)).forEach(split::writeBytes);
        assertEquals(new String(frame, StandardCharsets.UTF_8), split.toString(StandardCharsets.UTF_8));
        assertEquals(2, LoggerFault.TWICE.writes(frame, new Random(1)).size());
        assertTrue(
                new String(LoggerFault.SHORT_LENGTH.writes(frame, new Random(1)).getFirst(), StandardCharsets.UTF_8)
                        .startsWith("##141QN="));
    }
}
