package limpid.water;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values written as text, so that tests show the digits that are judged. */
final class Values {
    private Values() {}

    static Map<String, BigDecimal> of(Map<String, String> texts) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        texts.forEach((code, text) -> values.put(code, new BigDecimal(text)));
        return values;
    }
}
