package limpid.decode.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static String told(Explanation explanation) {
        return explanation.lines().stream()
                .map(line -> line.name().strip() + " " + line.value() + " " + line.means())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aFrameIsExplainedFieldByField() {
        Explanation explanation = Explanation.of(Frames.get("D05"));
        assertTrue(explanation.isSound());
        String told = told(explanation);
        assertTrue(told.contains("CRC 24C0 校验正确 right"), told);
        assertTrue(told.contains("CN 2061 命令编码 command: 小时数据 hour data"), told);
        assertTrue(told.contains("a21026-Avg 0.012 二氧化硫 sulfur dioxide, 平均值 mean, mg/m3 -> SO2 ug/m3"), told);
        assertTrue(told.contains("a21026-Flag N 数据标记 flag: 正常 normal"), told);
    }

    @Test
    void aWrongCheckIsToldWithTheRightOne() {
        Explanation explanation = Explanation.of(Frames.get("N01"));
        assertFalse(explanation.isSound());
        assertTrue(told(explanation).contains("CRC 4980 校验错误，应为 3C00 wrong, 3C00 would be right"), told(explanation));
    }

    @Test
    void theCheckOfAnotherAlgorithmIsNotRightEither() {
        assertFalse(Explanation.of(Frames.get("N03")).isSound());
    }

    @Test
    void whatIsNoFrameIsToldSo() {
        assertFalse(Explanation.of("hello".getBytes(StandardCharsets.UTF_8)).isSound());
        assertFalse(Explanation.of(new byte[0]).isSound());
    }

    @Test
    void everyFrameIsExplainedWithoutUnknownFields() {
        Frames.all().forEach((name, frame) -> {
            String told = told(Explanation.of(frame));
            assertEquals(-1, told.indexOf("编码 command: ?"), name + told);
        });
    }
}
