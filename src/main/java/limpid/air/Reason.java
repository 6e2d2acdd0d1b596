package limpid.air;

import java.util.Optional;
import limpid.measure.Coded;

/** Why an air figure is not there. The code stands in answers beside the {@code null}. */
public enum Reason implements Coded {
    /** No value came. */
    MISSING("missing", "无数据", "no value"),
    /** The station's plan does not cover the pollutant (HJ 633-2026 5.3.2); printed as "/". */
    OUTSIDE_PLAN("outsidePlan", "监测方案未包含", "outside the monitoring plan"),
    /** Negative after rounding: no concentration, and never counted as 0. */
    NEGATIVE("negative", "浓度为负", "negative concentration"),
    /** Above the last breakpoint, where the edition gives no index from this averaging. */
    ABOVE_TABLE("aboveTable", "超出分指数表上限", "above the last breakpoint of its column"),
    /** Fewer sampled minutes than an hourly mean needs. */
    TOO_FEW_MINUTES("tooFewMinutes", "采样时间不足", "too few minutes sampled"),
    /** Fewer hourly means than the figure needs. */
    TOO_FEW_HOURS("tooFewHours", "有效小时不足", "too few hourly means"),
    /** Fewer 8-hour means than ozone's daily maximum needs, and it does not exceed the limit. */
    TOO_FEW_WINDOWS("tooFewWindows", "有效8小时均值不足", "too few 8-hour means"),
    /** Fewer stations than a city value needs. */
    TOO_FEW_STATIONS("tooFewStations", "有效点位不足", "too few stations"),
    /** A control station 对照点, which takes no part in the city's figures. */
    CONTROL_STATION("controlStation", "对照点", "control station"),
    /** Deducted as dust 沙尘天气扣除. */
    DUST("dust", "沙尘扣除", "deducted as dust"),
    /** Fewer daily values than a period needs. */
    TOO_FEW_DAYS("tooFewDays", "有效日数不足", "too few daily values"),
    /** A pollutant is missing and the index of the rest is too low to be published (HJ 633-2026 5.3.1). */
    INCOMPLETE("incomplete", "有污染物缺测", "a pollutant is missing"),
    /** The figure before is 0, so there is no change in percent. */
    BEFORE_IS_ZERO("beforeIsZero", "上期为零", "the figure before is zero"),
    /** The edition has no such figure. */
    NOT_IN_EDITION("notInEdition", "该版标准无此指标", "the edition has no such figure"),
    /** The text of the rule is not known. */
    RULE_UNKNOWN("ruleUnknown", "规定原文未获得", "the text of the rule is not known");

    private final String code;
    private final String textZh;
    private final String textEn;

    Reason(String code, String textZh, String textEn) {
        this.code = code;
        this.textZh = textZh;
        this.textEn = textEn;
    }

    /** The reason of this code. */
    public static Optional<Reason> of(String code) {
        return Coded.find(values(), code);
    }

    /** The word in answers. */
    @Override
    public String code() {
        return code;
    }

    /** For a reader, in Chinese. */
    public String textZh() {
        return textZh;
    }

    /** For a reader, in English. */
    public String textEn() {
        return textEn;
    }
}
