package limpid.noise;

/** Why a second or minute of noise data is not valid 无效数据原因. The order is part of the stored format. */
public enum InvalidReason {
    /** 雨雪雷电: rain, snow or thunder (HJ 640-2012, GB 3096-2008 5.2 as quoted). */
    RAIN,
    /** 大风: wind of 5 m/s or more. */
    WIND,
    /** 仪器故障: the instrument was out of order, or its state is not known to be good. */
    FAULT,
    /** 校准: calibration or maintenance. */
    CALIBRATION,
    /** 离线: due, but nothing was collected. */
    OFFLINE,
    /** 人工剔除: a reviewer took it out, or has not approved it yet. */
    MANUAL
}
