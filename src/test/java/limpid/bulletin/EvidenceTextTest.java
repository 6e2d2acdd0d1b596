package limpid.bulletin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
    private static Map<String, @Nullable Object> day() {
        Map<String, @Nullable Object> input = new HashMap<>(Map.of(
                "station",
                "A-1",
                "end",
                "2026-03-02T00:00:00+08:00",
                "value",
                21,
                "enters",
                false,
                "reason",
                "missing"));
        Map<String, @Nullable Object> day = new HashMap<>();
        day.put("id", "air-day.city.临江.2026-03-01");
        day.put("city", "临江");
        day.put("date", "2026-03-01");
        day.put("items", Map.of("o3Max8h", new HashMap<>(Map.of("inputs", List.of(input), "concentration", 80))));
        day.put("leftOut", List.of("PM10 A-4: controlStation", "3 days without a published index"));
        day.put("revisions", List.of());
        day.put("revision", 1);
        day.put("knownFrom", "2026-03-02T00:05:00+08:00");
        day.put("digest", "d1");
        return day;
    }

    @Test
    void itSaysCodesInWordsAndMidnightsAsTheEndOfADay() {
        String zh = new EvidenceText().markdown(Language.ZH, day());
        for (String part : List.of(
                "# 临江 2026-03-01 日空气质量指数依据",
                "臭氧日最大8小时平均",
                "| A-1 | 2026-03-01 24:00 | 21 |  | 否：无数据 |",
                "可吸入颗粒物 A-4：对照点",
                "3 天没有发布 AQI",
                "- 2026-03-02 00:05 第 1 版（现行）")) {
            assertTrue(zh.contains(part), () -> part + " is not in\n" + zh);
        }
        String en = new EvidenceText().markdown(Language.EN, day());
        assertTrue(en.contains("no: no value") && en.contains("3 days without a published index"), en);
    }
}
