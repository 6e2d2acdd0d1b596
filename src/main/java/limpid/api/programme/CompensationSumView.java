package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import limpid.api.http.Page;
import limpid.compensation.CompensationSum;

/**
 * What a region pays and receives over some months, or what upstream of a section does, in 10^4 CNY 万元.
 *
 * @param of       the region, or the code of the section
 * @param net      received less paid
 * @param valid    months of sections with an amount
 * @param expected months of sections that count
 * @param leftOut  those without an amount, each with why
 */
@Schema(name = "CompensationSum")
public record CompensationSumView(
        String of,
        String name,
        BigDecimal paid,
        BigDecimal received,
        BigDecimal net,
        int valid,
        int expected,
        List<String> leftOut) {

    /** A sum as an answer. */
    public static CompensationSumView of(CompensationSum sum) {
        return new CompensationSumView(
                sum.of(), sum.name(), sum.paid(), sum.received(), sum.net(), sum.valid(), sum.due(), sum.leftOut());
    }

    static Page.Lines<CompensationSumView> csv() {
        return Page.Lines.of(CompensationSumView.class, "of name paid received net valid expected leftOut");
    }
}
