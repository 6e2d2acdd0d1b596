package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Piece;
import limpid.decode.hj212.Request;
import limpid.decode.hj212.Splitter;
import limpid.hj212.Exchange.Progress;
import limpid.store.LoggerRequests.State;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final String QN = "20260301080000001";
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(40), 2, Duration.ofMillis(60), Duration.ofHours(1));

    private final List<Progress> told = new ArrayList<>();

    private static Frame frame(int command, String content) {
        List<Piece> pieces = new ArrayList<>();
        Splitter.split(
                Answer.frame("QN=" + QN + ";ST=91;CN=" + command + ";PW=123456;MN=M1;Flag=4;CP=&&" + content + "&&"),
                pieces::add);
        return assertInstanceOf(Frame.Result.Good.class, Frame.read(pieces.getFirst()))
                .frame();
    }

    private static final Frame READY = frame(9011, "QnRtn=1");

    /** What a logger says to the request when it comes for the n-th time. */
    private Progress after(Request request, int onTime, Frame... says) throws InterruptedException {
        Exchange exchange = new Exchange(request, QN, SHORT);
        int[] sent = {0};
        exchange.run(
                () -> {
                    if (++sent[0] == onTime) {
                        for (Frame one : says) {
                            exchange.hear(one);
                        }
                    }
                    return true;
                },
                told::add);
        return told.getLast();
    }

    @Test
    void anAnswerAndAResultMakeItDone() throws InterruptedException {
        assertEquals(
                new Progress(State.DONE, 1, 2, "ExeRtn=1 执行成功 done"),
                after(
                        Request.HOUR_HISTORY,
                        1,
                        READY,
                        frame(2061, "DataTime=20260301000000"),
                        frame(2061, "DataTime=20260301010000"),
                        frame(9012, "ExeRtn=1")));
        assertEquals(
                List.of(State.SENT, State.READY, State.DONE),
                told.stream().map(Progress::state).toList());
    }

    @Test
    void whatIsAskedForIsTheOutcome() throws InterruptedException {
        assertEquals(
                new Progress(State.DONE, 1, 1, "SystemTime=20260301080000"),
                after(Request.READ_CLOCK, 1, READY, frame(1011, "SystemTime=20260301080000"), frame(9012, "ExeRtn=1")));
    }

    @Test
    void itIsSentAgainUntilTheRepeatsAreOver() throws InterruptedException {
        assertEquals(
                new Progress(State.DONE, 3, 0, "ExeRtn=1 执行成功 done"),
                after(Request.SET_CLOCK, 3, READY, frame(9012, "ExeRtn=1")));
        assertEquals(
                new Progress(State.UNANSWERED, 3, 0, "no answer within PT0.04S, sent 3 times"),
                after(Request.SET_CLOCK, 4, READY));
    }

    @Test
    void refusalAndFailureSayWhy() throws InterruptedException {
        assertEquals(
                new Progress(State.REFUSED, 1, 0, "QnRtn=3 PW 错误 wrong PW"),
                after(Request.SET_CLOCK, 1, frame(9011, "QnRtn=3")));
        assertEquals(
                new Progress(State.FAILED, 1, 0, "ExeRtn=100 没有数据 no data"),
                after(Request.HOUR_HISTORY, 1, READY, frame(9012, "ExeRtn=100")));
        assertEquals(State.UNANSWERED, after(Request.HOUR_HISTORY, 1, READY).state());
    }

    @Test
    void anAnswerToAnotherExchangeIsNone() throws InterruptedException {
        Exchange exchange = new Exchange(Request.SET_CLOCK, "20260301080000002", SHORT);
        exchange.run(
                () -> {
                    exchange.hear(READY);
                    return true;
                },
                told::add);
        assertEquals(State.UNANSWERED, told.getLast().state());
    }

    @Test
    void realTimeDataStartWhenTheLoggerIsReadyAndStopByNotice() throws InterruptedException {
        assertEquals(State.DONE, after(Request.START_REAL_TIME, 1, READY).state());
        assertEquals(
                State.DONE, after(Request.STOP_REAL_TIME, 1, frame(9013, "")).state());
    }

    @Test
    void aConnectionThatEndsLeavesItUnanswered() throws InterruptedException {
        Exchange exchange = new Exchange(Request.HOUR_HISTORY, QN, SHORT);
        exchange.run(
                () -> {
                    exchange.hear(READY);
                    exchange.end();
                    return true;
                },
                told::add);
        assertEquals(new Progress(State.UNANSWERED, 1, 0, "the connection ended"), told.getLast());
    }
}
