package limpid.decode.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import limpid.decode.hj212.QualityCheck.RecoveryRange;
import limpid.measure.LocalDay;
import org.junit.jupiter.api.Test;

class QualityCheckTest {
    private static QualityCheck check(int command, String values) {
        Frame frame = ((Frame.Result.Good) Frames.read(Answer.frame("QN=20260301090000001;ST=21;CN=" + command
                        + ";PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&DataTime=20260301080000;" + values
                        + ",w21003-Flag=N&&")))
                .frame();
        return QualityCheck.of(frame, LocalDay.CHINA).getFirst();
    }

    private static void comesTo(String percent, int command, String values) {
        assertEquals(
                new QualityCheck.Figure(new BigDecimal(percent), List.of()),
                check(command, values).figure());
    }

    @Test
    void aRecoveryIsWhatWasFoundOfWhatWasAdded() {
        // 1 mL of 100 mg/L in 200 mL are 0.5 mg/L; of them 1.45 - 1.00 = 0.45 were found.
        String values = "w21003-Check=1.45,w21003-Water=1.00,w21003-Chroma=100,w21003-Volume=1,w21003-DVolume=200";
        comesTo("90.0", 2063, values);
        RecoveryRange range = new RecoveryRange(80, 120);
        assertEquals(true, range.admits(check(2063, values)));
        assertEquals(true, range.admits(check(2063, values.replace("1.45", "1.40"))));
        assertEquals(false, range.admits(check(2063, values.replace("1.45", "1.399"))));
        assertEquals(false, range.admits(check(2063, values.replace("1.45", "1.601"))));
    }

    @Test
    void errorsAndDeviationsAreThoseOfTheirKind() {
        comesTo("-4.0", 2062, "w21003-Check=0.96,w21003-StandardValue=1.00");
        comesTo("1.0", 2064, "w21003-Check=1.01,w21003-Water=0.99");
        comesTo("1.0", 2064, "w21003-Check=0.99,w21003-Water=1.01");
        comesTo("0.4", 2065, "w21003-Check=0.008,w21003-StandardValue=0,w21003-SpanValue=2");
        comesTo("-2.5", 2066, "w21003-Check=1.95,w21003-StandardValue=2,w21003-SpanValue=2");
    }

    @Test
    void whatCannotBeWorkedOutSaysWhatItLacks() {
        QualityCheck check = check(2063, "w21003-Check=1.45,w21003-Chroma=100,w21003-Volume=0");
        assertNull(check.figure().percent());
        assertEquals(List.of("water", "addedVolume", "volume"), check.figure().lacks());
        assertNull(new RecoveryRange(80, 120).admits(check));
        assertFalse(check(2062, "w21003-Check=0.96").figure().lacks().isEmpty());
        assertTrue(check(2064, "w21003-Check=0,w21003-Water=0").figure().lacks().contains("measured"));
    }
}
