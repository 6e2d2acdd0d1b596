package limpid.decode.hj212;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limpid.measure.Coded;

/** What the field does otherwise than the standard says, and what can be read all the same. */
public enum Deviation implements Coded {
    /** The check is that of CRC-16/MODBUS. */
    MODBUS_CRC("校验用 MODBUS 算法", "the check is that of CRC-16/MODBUS"),
    /** The check is written in lower case. */
    LOWER_CASE_CRC("校验小写", "the check is written in lower case"),
    /** The length has fewer than four digits. */
    SHORT_LENGTH("长度不足四位", "the length has fewer than four digits"),
    /** The length counts characters where it should count bytes. */
    LENGTH_IN_CHARACTERS("长度按字符计", "the length counts characters, not bytes"),
    /** The length is wrong, but the check and the tail are right. */
    WRONG_LENGTH("长度有误", "the length is wrong, check and tail are right"),
    /** The data segment is longer than 1024 bytes. */
    LONG_SEGMENT("数据段超过 1024 字节", "the data segment is longer than 1024 bytes"),
    /** CR LF is missing at the end. */
    NO_TAIL("缺少包尾", "CR LF is missing at the end"),
    /** No QN. */
    NO_QN("无 QN", "no QN"),
    /** QN is not 17 digits. */
    ODD_QN("QN 格式不符", "QN is not 17 digits"),
    /** No Flag. */
    NO_FLAG("无 Flag", "no Flag"),
    /** No PW. */
    NO_PASSWORD("无 PW", "no PW"),
    /** PW is not six characters. */
    ODD_PASSWORD("PW 不是 6 位", "PW is not six characters"),
    /** MN is not 24 of 0-9 and A-F. */
    ODD_MN("MN 不是 24 位十六进制", "MN is not 24 of 0-9 and A-F"),
    /** A field beside those of the standard. */
    OTHER_FIELD("多余字段", "a field that the standard does not have"),
    /** Text is in GBK. */
    GBK("中文为 GBK 编码", "text is in GBK"),
    /** DataTime has milliseconds. */
    LONG_DATA_TIME("DataTime 为 17 位", "DataTime has 17 digits"),
    /** Fields of the head, such as Flag, stand behind the content. */
    FIELDS_BEHIND("字段在 CP 之后", "fields such as Flag stand behind CP"),
    /** Flag comes before the value it belongs to. */
    FLAG_FIRST("标记在数值之前", "Flag comes before the value it belongs to"),
    /** Blanks around a name. */
    BLANKS("名称含空格", "blanks around a name"),
    /** {@code -td} for {@code -Rtd}. */
    MISSPELT_KEY("-Rtd 误写为 -td", "-td for -Rtd");

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String nameZh;
    private final String nameEn;

    Deviation(String nameZh, String nameEn) {
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** The stable name, in settings and metrics. */
    @Override
    public String code() {
        return code;
    }

    /** What a Chinese reader is told. */
    public String nameZh() {
        return nameZh;
    }

    /** What an English reader is told. */
    public String nameEn() {
        return nameEn;
    }

    /** The one of this code; empty where there is none. */
    public static Optional<Deviation> of(String code) {
        return Coded.find(values(), code);
    }

    /** All codes. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Deviation::code).toList();
    }
}
