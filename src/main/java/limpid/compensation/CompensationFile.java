package limpid.compensation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limpid.compensation.CompensationRule.Place;
import limpid.compensation.Payment.Factors;
import limpid.compensation.Payment.Kind;
import limpid.compensation.Payment.Met;
import limpid.compensation.Payment.Step;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.programme.ProgrammeFile.Refused;
import limpid.programme.YamlMap;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtMost;
import org.jspecify.annotations.Nullable;

/** Reads rules of compensation and the printed standards of payment from YAML; what is wrong is refused with file, line and reason. */
final class CompensationFile {
    private static final String PAYMENT = "standard kind rates steps perMultiple factors met metAmount";
    private static final List<String> VOLUME_COLUMNS = List.of("section", "month", "volume");
    private static final int MOST_DIGITS = 6;
    private static final int DIGITS = 2;

    /** Who pays and receives where nobody is named: the treasury; 财政 in all documents read. */
    private static final String FUND = "市财政";

    private final Map<String, Payment> standards;

    /** @param standards those that ship, by id */
    CompensationFile(Map<String, Payment> standards) {
        this.standards = standards;
    }

    /** The printed standards of payment of a file. */
    static Map<String, Payment> standards(String file, String yaml) {
        Map<String, Payment> read = new LinkedHashMap<>();
        for (YamlMap map : YamlMap.root(file, yaml).maps("standards")) {
            map.only("id document locator quote " + PAYMENT);
            Payment payment =
                    payment(map, map.text("id"), map.text("document"), map.text("locator"), map.text("quote"), null);
            if (read.put(payment.standard(), payment) != null) {
                throw map.refused("standard " + payment.standard() + " stands twice");
            }
        }
        return read;
    }

    /** A rule. */
    CompensationRule read(String file, String yaml) {
        YamlMap map = YamlMap.root(file, yaml);
        map.only("id nameZh nameEn city titleZh titleEn from to payment factors fund digits sections");
        Payment payment = payment(map.map("payment"));
        List<String> factors = factors(map, payment);
        String fund = map.text("fund", FUND);
        try {
            return new CompensationRule(
                    map.read("id", CompensationFile::id),
                    map.text("nameZh"),
                    map.text("nameEn"),
                    map.text("city"),
                    map.text("titleZh"),
                    map.text("titleEn"),
                    map.read("from", CompensationFile::month),
                    map.has("to") ? map.read("to", CompensationFile::month) : null,
                    payment,
                    factors,
                    fund,
                    map.has("digits") ? map.read("digits", CompensationFile::digits) : DIGITS,
                    sections(map, factors, fund),
                    Map.of());
        } catch (Refused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw map.refused(String.valueOf(e.getMessage()));
        }
    }

    private Payment payment(YamlMap map) {
        map.only(PAYMENT);
        if (!map.has("standard")) {
            return payment(map, "", "", "", "", null);
        }
        Payment base = map.read("standard", id -> Optional.ofNullable(standards.get(id))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + id + "' is none of " + String.join(", ", standards.keySet()))));
        return payment(map, base.standard(), base.document(), base.locator(), base.quote(), base);
    }

    /** @param base what holds where the mapping says nothing; null where it must say all */
    private static Payment payment(
            YamlMap map, String id, String document, String locator, String quote, @Nullable Payment base) {
        try {
            return new Payment(
                    id,
                    document,
                    locator,
                    quote,
                    base == null || map.has("kind") ? map.read("kind", text -> word(Kind.class, text)) : base.kind(),
                    map.has("rates") ? decimals(map.map("rates")) : base == null ? new TreeMap<>() : base.rates(),
                    map.has("steps") ? steps(map) : base == null ? List.of() : base.steps(),
                    map.has("perMultiple")
                            ? map.read("perMultiple", CompensationFile::yes)
                            : base != null && base.perMultiple(),
                    map.has("factors")
                            ? map.read("factors", text -> word(Factors.class, text))
                            : base == null ? Factors.SUM : base.factors(),
                    map.has("met")
                            ? map.read("met", text -> word(Met.class, text))
                            : base == null ? Met.NOTHING : base.met(),
                    map.has("metAmount")
                            ? map.read("metAmount", CompensationFile::decimal)
                            : base == null ? null : base.metAmount());
        } catch (Refused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw map.refused(String.valueOf(e.getMessage()));
        }
    }

    private static List<Step> steps(YamlMap payment) {
        List<Step> steps = new ArrayList<>();
        for (YamlMap step : payment.maps("steps")) {
            step.only("above amount");
            steps.add(new Step(
                    step.read("above", CompensationFile::decimal), step.read("amount", CompensationFile::decimal)));
        }
        return steps;
    }

    /** Those of the rates, or those that the rule names. Only items with an upper limit can be over it by a multiple. */
    private static List<String> factors(YamlMap map, Payment payment) {
        List<String> named = map.has("factors")
                ? map.texts("factors")
                : List.copyOf(payment.rates().keySet());
        if (named.isEmpty()) {
            throw map.refused("'factors' is missing: amounts by step need it");
        }
        if (named.stream().distinct().count() < named.size()) {
            throw map.refused("a factor stands twice");
        }
        for (String factor : named) {
            if (!hasUpperLimit(factor)) {
                throw map.refused("factor '" + factor + "' is no item of GB 3838 table 1 with an upper limit");
            }
            if (payment.kind() != Kind.STEPS && !payment.rates().containsKey(factor)) {
                throw map.refused("factor " + factor + " has no rate");
            }
        }
        return named;
    }

    /** For rivers, or as total nitrogen for lakes alone. */
    private static boolean hasUpperLimit(String code) {
        return Stream.of(ClassLimits.rivers(ClassLimits.GB_3838_2002), ClassLimits.lakes(ClassLimits.GB_3838_2002))
                .flatMap(limits -> limits.item(code).stream())
                .anyMatch(item -> item.limit() instanceof AtMost);
    }

    private static List<AssessedSection> sections(YamlMap map, List<String> factors, String fund) {
        Map<String, AssessedSection> sections = new LinkedHashMap<>();
        for (YamlMap section : map.maps("sections")) {
            section.only("section upstream downstream class limits");
            SortedMap<String, BigDecimal> limits =
                    section.has("limits") ? decimals(section.map("limits")) : new TreeMap<>();
            limits.forEach((factor, limit) -> {
                if (!factors.contains(factor) || limit.signum() <= 0) {
                    throw section.refused("limit of " + factor + " " + limit + " is of no factor, or not above 0");
                }
            });
            AssessedSection read;
            try {
                read = new AssessedSection(
                        section.text("section"),
                        section.read("upstream", AssessedSection::shares),
                        section.text("downstream", fund),
                        section.has("class") ? section.read("class", Integer::valueOf) : null,
                        limits);
            } catch (Refused e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw section.refused(String.valueOf(e.getMessage()));
            }
            if (sections.put(read.code(), read) != null) {
                throw section.refused("section " + read.code() + " stands twice");
            }
        }
        return List.copyOf(sections.values());
    }

    /**
     * The volumes of water that stand beside a rule: columns section, month, volume (10^4 m3).
     *
     * @throws Table.Malformed with line and column of what is wrong
     */
    static Map<Place, BigDecimal> volumes(CompensationRule rule, Table table) {
        table.requireColumns(VOLUME_COLUMNS, VOLUME_COLUMNS);
        Map<Place, BigDecimal> volumes = new HashMap<>();
        for (Row row : table.rows()) {
            String section = row.required("section");
            if (rule.section(section).isEmpty()) {
                throw row.malformed("section", rule.id() + " has no section '" + section + "'");
            }
            YearMonth month = row.read("month", "a month such as 2026-05", YearMonth::parse);
            BigDecimal volume = row.decimal("volume");
            if (volume.signum() < 0) {
                throw row.malformed("volume", "is below 0");
            }
            if (volumes.put(new Place(section, month), volume) != null) {
                throw row.malformed("month", "stands twice for " + section);
            }
        }
        return volumes;
    }

    private static SortedMap<String, BigDecimal> decimals(YamlMap map) {
        SortedMap<String, BigDecimal> decimals = new TreeMap<>();
        map.names().forEach(name -> decimals.put(name, map.read(name, CompensationFile::decimal)));
        return decimals;
    }

    private static BigDecimal decimal(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("'" + text + "' is not a number such as 0.2");
        }
        return new BigDecimal(text);
    }

    private static int digits(String text) {
        int digits = decimal(text).intValue();
        if (!text.matches("\\d") || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("'" + text + "' is not 0 to " + MOST_DIGITS);
        }
        return digits;
    }

    private static boolean yes(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is not true or false");
        }
        return text.equals("true");
    }

    private static String id(String text) {
        if (!text.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("'" + text + "' is not small letters, digits and dashes");
        }
        return text;
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a month such as 2021-05", e);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }
}
