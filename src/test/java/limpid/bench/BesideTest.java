package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesideTest {
    private static String line(Beside beside, String name) {
        StringWriter text = new StringWriter();
        beside.print("one", "other", new PrintWriter(text));
        return text.toString()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll(" +", " "))
                .findFirst()
                .orElse("");
    }

    @Test
    void whoTakesHalfTheTimeOrDoesTwiceAsMuchIsTwiceAsFast() {
        Beside beside = new Beside();
        beside.add(0, "days", List.of(Figure.perSecond("committed", 3000), Figure.ofSeconds("answer", 0.05)));
        beside.add(1, "days", List.of(Figure.perSecond("committed", 1500), Figure.ofSeconds("answer", 0.1)));
        assertEquals("days: committed /s 3,000.0 1,500.0 2.00", line(beside, "days: committed"));
        assertEquals("days: answer ms 50.0 100.0 2.00", line(beside, "days: answer"));
    }

    @Test
    void theMiddleOfSeveralRoundsCounts() {
        Beside beside = new Beside();
        for (double rate : List.of(900.0, 100.0, 120.0)) {
            beside.add(0, "tens", List.of(Figure.perSecond("committed", rate)));
        }
        for (double rate : List.of(60.0, 60.0, 1.0)) {
            beside.add(1, "tens", List.of(Figure.perSecond("committed", rate)));
        }
        assertEquals("tens: committed /s 120.0 60.0 2.00", line(beside, "tens"));
    }

    @Test
    void whatOneServerLacksIsNotCompared() {
        Beside beside = new Beside();
        beside.add(0, "noise", List.of(Figure.ofSeconds("hour", 1)));
        assertEquals("", line(beside, "noise"));
    }
}
