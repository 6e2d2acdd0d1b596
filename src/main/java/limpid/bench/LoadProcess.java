package limpid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The program of a load in a process of its own, started by {@link LoadChild}. Its arguments are its parts, such as
 * {@code SECONDS:20000}; where to publish to comes in LIMPID_MQTT_URL, LIMPID_MQTT_USER and LIMPID_MQTT_PASSWORD. It says
 * {@value #READY}, is told when to begin, and ends when it is told so or whoever started it is gone; for each part it says
 * how many messages it sent and how late the latest was.
 */
final class LoadProcess {
    static final String READY = "ready";
    static final String END = "end";

    private LoadProcess() {}

    /**
     * A part of a load.
     *
     * @param rate readings a second
     */
    record Part(Shape shape, double rate) {
        static Part of(String text) {
            int colon = text.indexOf(':');
            return new Part(Shape.valueOf(text.substring(0, colon)), Double.parseDouble(text.substring(colon + 1)));
        }

        /** When its messages are due. @param start of the load */
        Schedule from(Instant start) {
            long nanos =
                    System.nanoTime() + Duration.between(Instant.now(), start).toNanos();
            return new Schedule(nanos, shape.readings(), rate);
        }

        String text() {
            return shape + ":" + rate;
        }
    }

    /** Runs it. */
    public static void main(String[] parts) throws IOException, InterruptedException, MqttException {
        BenchTarget target = new BenchTarget(
                "",
                "",
                "",
                System.getenv("LIMPID_MQTT_URL"),
                System.getenv("LIMPID_MQTT_USER"),
                System.getenv("LIMPID_MQTT_PASSWORD"));
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<BenchPublisher> publishers = new ArrayList<>();
        try {
            for (String part : parts) {
                publishers.add(BenchPublisher.open(target, part.replace(':', '-')));
            }
            System.out.println(READY);
            String begin = told.readLine();
            if (begin == null) {
                return;
            }
            Instant start = Instant.parse(begin);
            List<EvenLoad> loads = new ArrayList<>();
            for (int i = 0; i < parts.length; i++) {
                Part part = Part.of(parts[i]);
                loads.add(new EvenLoad(publishers.get(i), part.shape(), part.from(start), start));
            }
            String end = told.readLine();
            if (end != null && !end.equals(END)) {
                throw new IllegalArgumentException("told " + end);
            }
            for (EvenLoad load : loads) {
                System.out.println(load.end() + " " + load.mostLate());
            }
        } finally {
            for (BenchPublisher publisher : publishers) {
                publisher.close();
            }
        }
    }
}
