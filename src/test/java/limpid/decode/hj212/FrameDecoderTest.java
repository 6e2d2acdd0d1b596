package limpid.decode.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import limpid.Samples;
import limpid.decode.Decoded;
import limpid.decode.FrameTopic;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Table;
import limpid.station.DataLogger;
import limpid.station.Station;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/decode/hj212.txt");
    private static final String MN = "010000A8900016F000169DC0";
    private final FrameDecoder decoder = new FrameDecoder(Flags.standard(), Choices.DEFAULTS, 50);

    private static Station station(Medium medium, Duration period, String mn) {
        return Samples.station("S-1", medium, period).with(new DataLogger(mn, ""));
    }

    private static Station of(byte[] frame) {
        String text = new String(frame, StandardCharsets.UTF_8);
        Medium medium = text.contains("ST=21") || text.contains("ST=32")
                ? Medium.WATER
                : text.contains("ST=23") ? Medium.NOISE : Medium.AIR;
        return station(medium, Duration.ofHours(1), MN);
    }

    private Decoded decode(byte[] frame, Station station) {
        return decoder.decode(new Payload(FrameTopic.of(MN).toString(), frame, Samples.ARRIVED, "hj212"), station);
    }

    private String told(byte[] frame, Station station) {
        StringBuilder text = new StringBuilder();
        switch (decode(frame, station)) {
            case Decoded.Rejected rejected -> text.append(told(rejected.refusal()));
            case Decoded.Batch batch -> {
                batch.runs().forEach(run -> text.append(told(run.reading(station.code(), 0))));
                batch.refusals().list().forEach(refusal -> text.append(told(refusal)));
            }
        }
        return text.toString();
    }

    private static String told(Reading reading) {
        BigDecimal value = reading.value();
        return reading.parameter().code() + " " + (value == null ? "missing" : value.toPlainString()) + " "
                + reading.parameter().unit() + " " + reading.flag().code() + ", "
                + reading.period().length() + " to "
                + reading.end().atZone(LocalDay.CHINA).toLocalDateTime() + "\n";
    }

    private static String told(Refusal refusal) {
        return refusal.reason().code() + " " + refusal.places() + " " + refusal.detail() + "\n";
    }

    /** What every frame decodes to; written anew by {@code -Dlimpid.golden=write}. */
    @Test
    void everyFrameDecodesAsItIsWrittenDown() throws IOException {
        StringBuilder all = new StringBuilder("# What the frames of frames/hj212/frames.txt decode to.\n");
        Frames.all()
                .forEach((name, frame) ->
                        all.append("\n").append(name).append("\n").append(told(frame, of(frame))));
        if (System.getProperty("limpid.golden", "").equals("write")) {
            Files.writeString(GOLDEN, all);
        }
        assertEquals(Files.readString(GOLDEN), all.toString());
    }

    @Test
    void goodFramesAreGoodAndBadOnesNameTheRightCheck() {
        Frames.all().forEach((name, bytes) -> {
            Frame.Result result = Frames.read(bytes);
            if (name.equals("N03")) {
                Frame frame = ((Frame.Result.Good) result).frame();
                assertTrue(frame.deviations().contains(Deviation.MODBUS_CRC));
            } else if (name.startsWith("N")) {
                Refusal refusal = ((Frame.Result.Bad) result).refusal();
                assertEquals(Refusal.Reason.BAD_FRAME, refusal.reason(), name);
                assertTrue(refusal.detail().contains("would be right"), refusal::detail);
            } else {
                assertTrue(result instanceof Frame.Result.Good, name);
            }
        });
    }

    /** Table of the example in appendix A, and the answer of table 9. */
    @Test
    void theCheckIsThatOfAppendixA() {
        byte[] segment = ("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=" + MN + ";Flag=5;CP=&&RtdInterval=30&&")
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals("1C80", Crc.text(Crc.of(segment, 0, segment.length)));
        assertEquals("0759", Crc.text(Crc.modbus(segment, 0, segment.length)));
    }

    @Test
    void anAnswerIsThatOfTheStandard() {
        byte[] asked =
                Answer.frame("QN=20160801085000001;ST=22;CN=2011;PW=123456;MN=" + MN + ";Flag=5;CP=&&DataTime=1&&");
        Frame frame = ((Frame.Result.Good) Frames.read(asked)).frame();
        assertEquals(
                new String(Frames.get("V08"), StandardCharsets.UTF_8),
                new String(Answer.to(frame), StandardCharsets.UTF_8));
    }

    private static byte[] air(String command, String items) {
        return Answer.frame(
                "QN=20260301090000001;ST=22;CN=" + command + ";PW=123456;MN=" + MN + ";Flag=5;CP=&&" + items + "&&");
    }

    private static Station airStation() {
        return station(Medium.AIR, Duration.ofHours(1), MN);
    }

    @Test
    void unitsAreConvertedByPowersOfTen() {
        assertEquals(
                """
                SO2 12 ug/m3 N, PT1H to 2026-03-01T09:00
                CO 0.60 mg/m3 N, PT1H to 2026-03-01T09:00
                PRES 1013 hPa N, PT1H to 2026-03-01T09:00
                """,
                told(
                        air(
                                "2061",
                                "DataTime=20260301080000;a21026-Avg=0.012,a21026-Flag=N;a21005-Avg=0.60,a21005-Flag=N;"
                                        + "a01006-Avg=101.3,a01006-Flag=N"),
                        airStation()));
    }

    @Test
    void whatAnOperatorSaysOfAStationHolds() {
        FactorBook book = FactorBook.standard()
                .with(Table.text(
                        "own",
                        "mn,code,parameter,unit\n,a21026,SO2,ug/m3\n" + MN + ",a21001,TEMP,degC\n" + MN
                                + ",a21004,-,\n"));
        FrameDecoder own = new FrameDecoder(
                Flags.standard(), new Choices(Duration.ofMinutes(10), Choices.Stamp.END, book, LoggerKeys.NONE), 50);
        Decoded.Batch batch = (Decoded.Batch) own.decode(
                new Payload(
                        FrameTopic.of(MN).toString(),
                        air(
                                "2061",
                                "DataTime=20260301080000;a21026-Avg=12,a21026-Flag=N;a21001-Avg=25.4,a21001-Flag=N;"
                                        + "a21004-Avg=0,a21004-Flag=N"),
                        Samples.ARRIVED,
                        "hj212"),
                airStation());
        assertEquals(
                List.of("SO2 12 ug/m3 N, PT1H to 2026-03-01T08:00\n", "TEMP 25.4 degC N, PT1H to 2026-03-01T08:00\n"),
                batch.runs().stream().map(run -> told(run.reading("S-1", 0))).toList());
        assertEquals(0, batch.refusals().count());
    }

    @Test
    void aFlagThatIsMissingIsNotNormalButOfNoise() {
        assertEquals(
                "SO2 12 ug/m3 NF, PT1H to 2026-03-01T09:00\n",
                told(air("2061", "DataTime=20260301080000;a21026-Avg=0.012"), airStation()));
    }

    @Test
    void whatCannotBeKeptIsRefusedWithItsPlace() {
        assertEquals(
                """
                not-a-number [/CP/a21026-Avg] '--' is not a decimal number of at most 30 digits, none more than 30 places from the point
                unknown-flag [/CP/a21004-Avg] no flag 'X' that a station may set
                unknown-parameter [/CP/a99999-Avg] no factor 'a99999'
                bad-shape [/CP/a21005-Min] expected a21005-Avg or -Data
                """,
                told(
                        air(
                                "2061",
                                "DataTime=20260301080000;a21026-Avg=--,a21026-Flag=N;a21004-Avg=1,a21004-Flag=X;a99999-Avg=1;"
                                        + "a21005-Min=1"),
                        airStation()));
        assertEquals(
                "bad-time [/CP/DataTime] '20260231080000' is not a time such as 20260301080000\n",
                told(air("2061", "DataTime=20260231080000;a21026-Avg=1"), airStation()));
        assertEquals(
                "other-command [/CN] command 3020 brings no readings\n",
                told(air("3020", "DataTime=20260301080000;PolId=w01018"), airStation()));
    }

    @Test
    void fieldsBehindTheContentCountAsThoseBefore() {
        String head = "QN=20260301090000001;ST=22;CN=2061;PW=123456;MN=" + MN;
        String content = ";CP=&&DataTime=20260301080000;a21026-Avg=0.012,a21026-Flag=N&&";
        byte[] bytes = Answer.frame(head + content + ";Flag=5");
        Frame frame = ((Frame.Result.Good) Frames.read(bytes)).frame();
        assertEquals(Set.of(Deviation.FIELDS_BEHIND), frame.deviations());
        assertTrue(frame.isAnswerWanted());
        assertEquals("SO2 12 ug/m3 N, PT1H to 2026-03-01T09:00\n", told(bytes, airStation()));
        assertTrue(Frames.read(Answer.frame(head + ";Flag=5" + content + ";Flag=4")) instanceof Frame.Result.Bad);
        assertTrue(Frames.read(Answer.frame(head + content + "more")) instanceof Frame.Result.Bad);
    }

    @Test
    void aPasswordIsThatOfTheStation() {
        Station guarded = airStation().with(new DataLogger(MN, DataLogger.digest("S-1", "123456")));
        Station other = airStation().with(new DataLogger(MN, DataLogger.digest("S-1", "654321")));
        byte[] frame = air("2061", "DataTime=20260301080000;a21026-Avg=0.012,a21026-Flag=N");
        assertEquals("SO2 12 ug/m3 N, PT1H to 2026-03-01T09:00\n", told(frame, guarded));
        assertEquals("wrong-password [/PW] the password is not that of station S-1\n", told(frame, other));
    }

    @Test
    void minutesAreThoseOfTheStationOrOfTheSetting() {
        byte[] frame = air("2051", "DataTime=20260301080000;a21026-Avg=0.012,a21026-Flag=N");
        assertEquals("SO2 12 ug/m3 N, PT10M to 2026-03-01T08:10\n", told(frame, airStation()));
        assertEquals(
                "SO2 12 ug/m3 N, PT5M to 2026-03-01T08:05\n",
                told(frame, station(Medium.AIR, Duration.ofMinutes(5), MN)));
    }

    @Test
    void aLaterPartTakesItsTimeFromTheFirst() {
        byte[] first = Frames.get("D06");
        byte[] second = Answer.frame("QN=20160801085857535;ST=21;CN=2061;PW=123456;MN=" + MN
                + ";Flag=6;PNUM=2;PNO=2;CP=&&w01018-Avg=40.1,w01018-Flag=N&&");
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Station water = station(Medium.WATER, Duration.ofHours(4), MN);
        assertEquals("COD 40.1 mg/L N, PT4H to 2016-08-01T12:00\n", told(both, water));
        assertEquals("bad-time [/CP/DataTime] no DataTime\n", told(second, water));
    }

    @Test
    void chineseMayBeGbk() {
        String segment =
                "QN=20260301090000001;ST=22;CN=3020;PW=123456;MN=" + MN + ";Flag=5;CP=&&i11001-Info=//清洗管路//&&";
        byte[] bytes = segment.getBytes(Charset.forName("GBK"));
        byte[] head = ("##" + String.format("%04d", bytes.length)).getBytes(StandardCharsets.US_ASCII);
        byte[] tail = (Crc.text(Crc.of(bytes, 0, bytes.length)) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[head.length + bytes.length + tail.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(bytes, 0, frame, head.length, bytes.length);
        System.arraycopy(tail, 0, frame, head.length + bytes.length, tail.length);
        Frame read = ((Frame.Result.Good) Frames.read(frame)).frame();
        assertTrue(read.deviations().contains(Deviation.GBK));
        assertEquals("//清洗管路//", read.value("i11001-Info").orElse(""));
    }

    @Test
    void whatIsEncryptedIsToldSo() {
        String frame =
                "##0093QN=20260301090000001;ST=22;CN=2011;PW=123456;MN=X1;Flag=9;CP=&&{0x00112233445566778899AABB}&&1C80\r\n";
        Refusal refusal = ((Frame.Result.Bad) Frame.read(
                        Frames.pieces(frame.getBytes(StandardCharsets.US_ASCII)).getFirst()))
                .refusal();
        assertEquals(Refusal.Reason.ENCRYPTED, refusal.reason());
    }

    /** Every factor that stands for a parameter is one of that parameter's medium. */
    @Test
    void theListOfFactorsIsSound() {
        FactorBook.standard().all().values().forEach(factor -> {
            if (factor.parameter() != null) {
                assertTrue(
                        Conversion.power(factor.unit(), factor.parameter().unit())
                                .isPresent(),
                        factor.code());
            }
        });
        Parameters.standard().all().forEach(parameter -> {
            String code = parameter.hj212();
            if (code != null) {
                assertEquals(
                        parameter,
                        FactorBook.standard().find("", code).orElseThrow().parameter(),
                        code);
            }
        });
    }
}
