package limpid.api;

import java.util.List;
import java.util.stream.Stream;

/** Values that somebody's program may send one day, and that broke a route once or might have. */
final class OddValues {
    /** Of parameters in path and query; an empty one stands for a parameter without a value. */
    static final List<String> PARAMETERS = List.of(
            "",
            "0",
            "-1",
            "1e9",
            "99999999999999999999",
            "2147483648",
            "-2147483649",
            "NaN",
            "Infinity",
            "1.5",
            " 1",
            "%",
            "..",
            "../../etc/passwd",
            "*",
            "null",
            "true",
            "0000-00-00",
            "0000-01-01",
            "99999-01-01",
            "+99999-01-01",
            "-9999-01-01",
            "2026-02-30",
            "2026-13",
            "2026-00",
            "2026-W54",
            "2026-Q5",
            "2026-H3",
            "9999",
            "0001",
            "9999-12-31",
            "1900-01-01",
            "2199-12-31",
            "2026-11-28T24:00:00+08:00",
            "2026-11-28T10:00:00",
            "2026-11-28T10:00:00+19:00",
            "2026-11-28T10:00:00.123456789+08:00",
            "😀",
            "A".repeat(2000),
            "'\";--",
            "<script>alert(1)</script>",
            "a,b,c",
            "a|b",
            "[1,2]",
            "{\"a\":1}",
            "\u202E",
            "\u007F",
            "%00%",
            "\\",
            "${7*7}",
            "{{7*7}}",
            "cG9zaXRpb24",
            "cmVqZWN0cyA5OTk5OTk5OTk5OTk5OTk5OTk5OQ",
            "cmVhZGluZ3MgMjAyNi0wMS0wMVQwMDowMDowMFogOTk5OTk5OTk5OTk",
            "c3RhdGlvbnMgAA",
            "A-1",
            "W-1",
            "临江",
            "清河",
            "PM2.5",
            "in-force",
            "previousYear",
            "air",
            "2026",
            "2026-10",
            "2026-Q3");

    /** Characters that cannot be kept: each must be refused wherever it stands. */
    static final List<String> CHARACTERS = List.of("\0", "a\0b", "\u0001", "\u001F", "\uFFFE", "a\uFFFF");

    private static final List<String> NUMBERS = List.of(
            "1e309",
            "-1e309",
            "1e-400",
            "-0",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "1e130000",
            "1e100000000");

    /** Of members of JSON, as they are written there. */
    static final List<String> JSON = numbersAnd(
            "123456789012345678901234567890",
            "1234567890123456789012345678901",
            "0.1234567890123456789012345678901",
            "1e30",
            "1e31",
            "null",
            "true",
            "\"\"",
            "\"5\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"a\":1}",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\udc00\\ud83d\"",
            "\"\\uffff\"",
            "\"\\u0001\"",
            "\"a\\u0000b\"",
            "[\"\\u0000\"]",
            "{\"\\u0000\":1}",
            "\"😀\"",
            "\"'; DROP TABLE reading;--\"",
            "\"=1+1\"",
            "\"\\n\\r\\t\"",
            "\"${jndi:ldap://127.0.0.1/x}\"",
            "\"9999-12-31T24:00:00+08:00\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2026-02-30\"",
            "\"PT9223372036854775808S\"",
            "\"PT-1H\"");

    /** Of fields of CSV. */
    static final List<String> CSV = numbersAnd(
            "9".repeat(1000),
            "1234567890123456789012345678901",
            "1e30",
            "1e31",
            "NaN",
            "Infinity",
            "",
            "\0",
            "a\0b",
            "\u0001",
            "\uFFFF",
            "😀",
            "'; DROP TABLE reading;--",
            "=1+1",
            "'=1+1",
            "\t",
            "<0.05",
            "0.05L",
            "2026-13",
            "0000-00-00",
            "9999-12-31T24:00:00+08:00",
            "+999999999-12-31T23:59:59Z",
            "PT9223372036854775808S",
            "PT-1H",
            "A".repeat(5000));

    private OddValues() {}

    private static List<String> numbersAnd(String... others) {
        return Stream.concat(NUMBERS.stream(), Stream.of(others)).toList();
    }
}
