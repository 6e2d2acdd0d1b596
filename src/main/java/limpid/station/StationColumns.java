package limpid.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Parameters;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.register.Field;
import limpid.register.Register;
import limpid.register.Register.Values;
import limpid.register.RegisterColumn;
import limpid.register.RegisterColumn.Draft;
import limpid.register.RegisterColumn.Value;
import limpid.result.Type;
import limpid.station.Station.ControlLevel;
import limpid.station.Station.NoiseNetwork;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;

/** The columns of the registry, each described once. */
public final class StationColumns {
    /**
     * What a water section may stand for: cross-border section 跨界断面, drinking-water source 饮用水水源, water function zone
     * 水功能区, section entering the sea 入海断面, point of a listed black-odorous water body 黑臭水体; source that supplies the
     * central urban area 向市中心城区供水的水源, reserve source 备用水源, key function zone 重点水功能区.
     */
    public static final List<String> ROLES = List.of(
            "cross_border",
            "drinking_source",
            "function_zone",
            "sea_entering",
            "black_odorous",
            "urban_supply",
            "reserve_source",
            "key_zone");

    /** The acoustic functional zones 声环境功能区 of GB 3096-2008. */
    public static final List<String> NOISE_ZONES = List.of("0", "1", "2", "3", "4a", "4b");

    private static final Field<String> NAME = Field.of(Type.TEXT, Row::name, String.class::cast);
    private static final Field<String> OPTIONAL_NAME = Field.of(Type.TEXT, Row::optionalName, String.class::cast);
    private static final Field<String> TEXT = Field.of(Type.TEXT, StationColumns::plain, String.class::cast);
    private static final Field<LocalDate> DATE =
            Field.optional(Type.DATE, "a date such as 2026-03-01", TimeText::date, LocalDate.class::cast, null);
    private static final Field<BigDecimal> LENGTH =
            Field.optional(Type.DECIMAL, "a number above 0", StationColumns::length, BigDecimal.class::cast, null);

    static final RegisterColumn<Station, String> CODE = of("code", Station::code)
            .words("站点编码|编码|点位编码", "letters and digits")
            .example("A-1")
            .required(Field.needed(
                    Type.TEXT,
                    "a code: letters, digits, dot, dash, underscore, at most 64",
                    StationColumns::code,
                    String.class::cast));
    static final RegisterColumn<Station, String> NAME_ZH = of("name_zh", Station::nameZh)
            .words("中文名|站点名称|名称|点位名称|断面名称", "Chinese name")
            .example("市监测站")
            .required(NAME);
    static final RegisterColumn<Station, String> NAME_EN =
            of("name_en", Station::nameEn).words("英文名", "English name").optional(TEXT);
    static final RegisterColumn<Station, Medium> MEDIUM = of("medium", Station::medium)
            .words("介质|要素|类别|环境要素", "what is measured")
            .choices("air=环境空气|空气|气;water=地表水|水;noise=声环境|噪声|声")
            .example("环境空气")
            .required(Field.needed(
                    Type.TEXT, "air, water or noise", StationColumns::medium, cell -> medium((String) cell)));
    static final RegisterColumn<Station, String> CITY =
            of("city", Station::city).words("城市|市", "city").example("临江").required(NAME);
    static final RegisterColumn<Station, String> DISTRICT =
            of("district", Station::district).words("区县|区|县区", "district").optional(OPTIONAL_NAME);
    static final RegisterColumn<Station, BigDecimal> LON =
            of("lon", Station::lon).words("经度", "degrees east").example("112.1").optional(degrees(180));
    static final RegisterColumn<Station, BigDecimal> LAT =
            of("lat", Station::lat).words("纬度", "degrees north").example("31.1").optional(degrees(90));
    static final RegisterColumn<Station, String> KIND =
            of("kind", Station::kind).words("类型|站点类型", "sort of station").optional(TEXT);
    static final RegisterColumn<Station, Duration> PERIOD = of("period", Station::period)
            .stored("period_s")
            .words("监测周期|周期|时段", "period of its readings")
            .choices("PT1S=1秒|秒;PT1M=1分钟|分钟;PT1H=1小时|小时;PT4H=4小时")
            .example("1小时")
            .required(Field.needed(
                            Type.INTEGER,
                            "a duration such as PT1H, PT4H or PT1S, or PT0S for samples",
                            StationColumns::period,
                            cell -> Duration.ofSeconds((Integer) cell))
                    .storedAs(period -> (int) period.toSeconds()));
    static final RegisterColumn<Station, Boolean> COUNTS_IN_CITY = of("counts_in_city", Station::countsInCity)
            .words("计入城市|参与城市评价|是否计入城市", "whether it counts in its city")
            .choices("yes=是;no=否")
            .optional(Field.optional(Type.BOOLEAN, "true or false", StationColumns::truth, Boolean.class::cast, true));
    static final RegisterColumn<Station, LocalDate> IN_SERVICE_FROM = of("in_service_from", Station::inServiceFrom)
            .words("启用日期|投运日期", "first day in service")
            .optional(DATE);
    static final RegisterColumn<Station, LocalDate> IN_SERVICE_TO = of("in_service_to", Station::inServiceTo)
            .words("停用日期|停运日期", "last day in service")
            .optional(DATE);
    static final RegisterColumn<Station, String> WATER_BODY = ofPlace("water_body", Siting::waterBody)
            .words("水体|河流|所在水体", "river or lake")
            .optional(OPTIONAL_NAME);
    static final RegisterColumn<Station, WaterBodyType> WATER_BODY_TYPE = ofPlace(
                    "water_body_type", Siting::waterBodyType)
            .words("水体类型", "sort of water body")
            .choices("river=河流;lake=湖库|湖泊|水库")
            .optional(Field.choice(WaterBodyType.values()));
    static final RegisterColumn<Station, Integer> TARGET_CLASS = ofPlace("target_class", Siting::targetClass)
            .words("目标类别|水质目标|考核目标", "class aimed at")
            .choices("1=Ⅰ|Ⅰ类|I;2=Ⅱ|Ⅱ类|II;3=Ⅲ|Ⅲ类|III;4=Ⅳ|Ⅳ类|IV;5=Ⅴ|Ⅴ类|V")
            .optional(Field.optional(
                    Type.INTEGER, "a class from 1 to 5", StationColumns::targetClass, Integer.class::cast, null));
    static final RegisterColumn<Station, List<String>> ROLES_OF = ofPlace("roles", Siting::roles)
            .words("断面属性|属性", "what the section stands for; more with ;")
            .optional(Field.texts("roles separated by ';': " + String.join(", ", ROLES), StationColumns::role));
    static final RegisterColumn<Station, NoiseNetwork> NOISE_NETWORK = ofPlace("noise_network", Siting::noiseNetwork)
            .words("声环境网络|监测类型", "network of noise points")
            .choices("regional=区域;traffic=道路交通|交通;functional=功能区")
            .optional(Field.choice(NoiseNetwork.values()));
    static final RegisterColumn<Station, String> NOISE_ZONE = ofPlace("noise_zone", Siting::noiseZone)
            .words("声功能区|功能区类别", "acoustic functional zone")
            .choices("0=0类;1=1类;2=2类;3=3类;4a=4a类;4b=4b类")
            .optional(Field.optional(
                    Type.TEXT,
                    "one of " + String.join(", ", NOISE_ZONES),
                    StationColumns::noiseZone,
                    String.class::cast,
                    ""));
    static final RegisterColumn<Station, BigDecimal> ROAD_LENGTH_M = ofPlace("road_length_m", Siting::roadLengthM)
            .words("路段长度|路段长度(m)", "length of road in m")
            .optional(LENGTH);
    static final RegisterColumn<Station, BigDecimal> GRID_AREA_M2 = ofPlace("grid_area_m2", Siting::gridAreaM2)
            .words("网格面积|网格面积(m2)", "area of the grid cell in m²")
            .optional(LENGTH);
    static final RegisterColumn<Station, List<String>> NOT_MONITORED = of("not_monitored", Station::notMonitored)
            .words("不监测项目", "pollutants it does not measure")
            .optional(Field.texts("a list of parameters with ; between them", StationColumns::parameter));
    static final RegisterColumn<Station, ControlLevel> CONTROL_LEVEL = ofPlace("control_level", Siting::controlLevel)
            .words("控制级别", "who controls it")
            .choices("national=国控;provincial=省控;municipal=市控;county=县控")
            .optional(Field.choice(ControlLevel.values()));
    static final RegisterColumn<Station, String> MN = of(
                    "mn", station -> station.logger().mn())
            .words("设备唯一标识|MN", "MN of its data logger")
            .optional(Field.optional(
                    Type.TEXT,
                    "an MN: letters, digits, dot, dash, underscore, at most 64",
                    StationColumns::code,
                    String.class::cast,
                    ""));

    /** Kept as a digest; a table that is written never holds it. */
    public static final RegisterColumn<Station, String> HJ212_PASSWORD = of(
                    "hj212_password", station -> station.logger().password())
            .words("数采仪密码", "password of its data logger")
            .optional(Field.of(Type.TEXT, StationColumns::password, String.class::cast)
                    .writtenAs(password -> ""));

    /** The registry: its columns in the order they are written in. */
    public static final Register<Station> REGISTER = new Register<>(
            "stations",
            List.of(
                    CODE,
                    NAME_ZH,
                    NAME_EN,
                    MEDIUM,
                    CITY,
                    DISTRICT,
                    LON,
                    LAT,
                    KIND,
                    PERIOD,
                    COUNTS_IN_CITY,
                    IN_SERVICE_FROM,
                    IN_SERVICE_TO,
                    WATER_BODY,
                    WATER_BODY_TYPE,
                    TARGET_CLASS,
                    ROLES_OF,
                    NOISE_NETWORK,
                    NOISE_ZONE,
                    ROAD_LENGTH_M,
                    GRID_AREA_M2,
                    NOT_MONITORED,
                    CONTROL_LEVEL,
                    MN,
                    HJ212_PASSWORD),
            StationColumns::station);

    private StationColumns() {}

    private static Station station(Values<Station> values) {
        return new Station(
                values.of(CODE),
                values.of(NAME_ZH),
                values.of(NAME_EN),
                values.of(MEDIUM),
                values.of(CITY),
                values.of(DISTRICT),
                values.ifAny(LON),
                values.ifAny(LAT),
                values.of(KIND),
                values.of(PERIOD),
                values.of(COUNTS_IN_CITY),
                values.ifAny(IN_SERVICE_FROM),
                values.ifAny(IN_SERVICE_TO),
                new Siting(
                        values.of(WATER_BODY),
                        values.ifAny(WATER_BODY_TYPE),
                        values.ifAny(TARGET_CLASS),
                        values.of(ROLES_OF),
                        values.ifAny(NOISE_NETWORK),
                        values.of(NOISE_ZONE),
                        values.ifAny(ROAD_LENGTH_M),
                        values.ifAny(GRID_AREA_M2),
                        values.ifAny(CONTROL_LEVEL)),
                values.of(NOT_MONITORED),
                new DataLogger(values.of(MN), values.of(HJ212_PASSWORD)));
    }

    private static Field<BigDecimal> degrees(int limit) {
        return Field.optional(
                Type.DECIMAL,
                "degrees from -" + limit + " to " + limit,
                field -> Field.checked(
                        Numbers.read(field), degrees -> degrees.abs().compareTo(BigDecimal.valueOf(limit)) <= 0),
                BigDecimal.class::cast,
                null);
    }

    private static String plain(Row row, String column) {
        return row.optional(column).orElse("");
    }

    /** The password is digested at once. */
    private static String password(Row row, String column) {
        String password = plain(row, column);
        return password.isEmpty() || password.equals(DataLogger.NO_PASSWORD)
                ? password
                : DataLogger.digest(row.required(CODE.name()), password);
    }

    private static String code(String text) {
        return Field.checked(text, code -> code.matches(Station.CODE_PATTERN));
    }

    private static Medium medium(String code) {
        return Medium.of(code).orElseThrow();
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration period(String text) {
        return Field.checked(Duration.parse(text), period -> !period.isNegative() && period.getNano() == 0);
    }

    private static BigDecimal length(String text) {
        return Field.checked(Numbers.read(text), length -> length.signum() > 0);
    }

    private static Integer targetClass(String text) {
        return Field.checked(Integer.valueOf(text), target -> target >= 1 && target <= 5);
    }

    private static String role(String text) {
        return Field.checked(text, ROLES::contains);
    }

    private static String parameter(String text) {
        return Parameters.standard().get(text).code();
    }

    /** Capitals aside, as GB 3096 and tables write it: 4a, 4A. */
    private static String noiseZone(String text) {
        return Field.checked(text.toLowerCase(Locale.ROOT), NOISE_ZONES::contains);
    }

    private static <T> Draft<Station, T> of(String name, Value<Station, T> value) {
        return RegisterColumn.of(name, value);
    }

    private static <T> Draft<Station, T> ofPlace(String name, Value<Siting, T> value) {
        return RegisterColumn.of(name, station -> value.of(station.siting()));
    }
}
