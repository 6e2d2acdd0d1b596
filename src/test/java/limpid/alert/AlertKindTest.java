package limpid.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.BeforeAfter;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Language;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told of an alert, of every kind there is: names and units, no code and no bare number. */
class AlertKindTest {
    private static final BigDecimal VALUE = new BigDecimal("77.5");
    private static final BigDecimal THRESHOLD = new BigDecimal("33");
    /** What alerts of kinds that are about neither a parameter nor nothing are about. */
    private static final Map<String, String> ITEMS = Map.of(
            AlertKind.EQUIPMENT, "D P",
            AlertKind.VERDICT_CHANGED, "lingchuan 1.1 2026 1",
            AlertKind.DISK, "/var/lib/limpid",
            AlertKind.CHANNEL_DEAD, "值班群",
            AlertKind.BACKUP_LATE, "无新备份 no backup");

    private static final Map<String, BeforeAfter> CHANGES = Map.of(
            "class-fell",
            new BeforeAfter("Ⅲ", "Ⅴ"),
            "jump",
            new BeforeAfter("0.221", "77.5"),
            AlertKind.VERDICT_CHANGED,
            new BeforeAfter("met", "notMet"));

    private static final Pattern NUMBER = Pattern.compile("(77\\.5|33)(.{0,9})");
    private static final Pattern UNIT_ZH =
            Pattern.compile("( (mg/L|μg/m³|mg/m³|dB\\(A\\)|%|℃|NTU|μS/cm|次|小时|分钟|个样次|个周期)).*");
    private static final Pattern UNIT_EN =
            Pattern.compile("( (mg/L|μg/m³|mg/m³|dB\\(A\\)|%|℃|NTU|μS/cm|times|hours|h|min|sets|periods)).*");

    static List<AlertKind> kinds() {
        return AlertKind.all();
    }

    private static List<String> items(AlertKind kind) {
        String own = ITEMS.get(kind.code());
        if (own != null) {
            return List.of(own);
        }
        Medium medium = kind.medium().orElse(null);
        return medium == Medium.WATER
                ? List.of("NH3N", "TP", "CODMN")
                : medium == Medium.AIR ? List.of("PM2.5", "CO", "O3") : List.of("");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesAndUnitsStandInBothLanguages(AlertKind kind) {
        for (String item : items(kind)) {
            boolean classes = kind.seenZh().contains("Class}");
            BigDecimal value = classes ? BigDecimal.valueOf(4) : VALUE;
            BigDecimal threshold = classes ? BigDecimal.valueOf(3) : THRESHOLD;
            String zh = kind.seen(Language.ZH, item, value, threshold, CHANGES.get(kind.code()));
            String en = kind.seen(Language.EN, item, value, threshold, CHANGES.get(kind.code()));
            for (String seen : List.of(zh, en)) {
                assertFalse(seen.matches(".*([{}]|null|NH3N|CODMN|\\bTP\\b|lingchuan).*"), seen);
            }
            assertTrue(zh.matches(".*\\p{IsHan}.*"), zh);
            assertFalse(zh.replace(item, "").matches(".*[a-z]{4,}.*"), zh);
            assertFalse(en.replace(item, "").matches(".*\\p{IsHan}.*"), en);
            requireUnits(zh, UNIT_ZH);
            requireUnits(en, UNIT_EN);
        }
    }

    private static void requireUnits(String seen, Pattern unit) {
        Matcher number = NUMBER.matcher(seen);
        while (number.find()) {
            boolean index = seen.substring(0, number.start()).endsWith("AQI ");
            assertTrue(index || unit.matcher(number.group(2)).matches(), seen);
        }
    }

    @Test
    void whatIsSeenIsSaid() {
        assertEquals("pH值 9.6，超出合理范围", seen("implausible", "PH", "9.6", "0", null));
        assertEquals("氨氮 1.52 mg/L，限值 0.5 mg/L", seen("over-limit", "NH3N", "1.52", "0.5", null));
        assertEquals("水质由Ⅲ类降为Ⅴ类", seen("class-fell", "", "2", "2", new BeforeAfter("Ⅲ", "Ⅴ")));
        assertEquals(
                "总磷由 0.221 mg/L 突变为 0.073 mg/L", seen("jump", "TP", "0.073", "3", new BeforeAfter("0.221", "0.073")));
        assertEquals(
                "指标1.1（2026）考核结论由“达标”变为“未达标”",
                seen(AlertKind.VERDICT_CHANGED, "lingchuan 1.1 2026 1", "1", "0", new BeforeAfter("met", "notMet")));
        assertEquals("无新备份，已 31 小时，阈值 30 小时", seen(AlertKind.BACKUP_LATE, "无新备份 no backup", "31", "30", null));
    }

    private static String seen(String kind, String item, String value, String threshold, @Nullable BeforeAfter change) {
        return AlertKind.of(kind).seen(Language.ZH, item, new BigDecimal(value), new BigDecimal(threshold), change);
    }

    /** Each parameter and each flag that an alert may name has a name in both languages. */
    @Test
    void everythingThatIsNamedHasNames() {
        for (Parameter parameter : Parameters.standard().all()) {
            assertTrue(
                    parameter.nameZh().matches(".*(\\p{IsHan}|PM|pH).*")
                            && !parameter.nameEn().isEmpty(),
                    parameter.code());
        }
        for (Flag flag : Flags.standard().all()) {
            assertTrue(flag.nameZh().matches(".*\\p{IsHan}.*") && !flag.nameEn().isEmpty(), flag.code());
        }
    }
}
