package limpid.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedLoadTest {
    @TempDir
    Path folder;

    @Test
    void countsWhatIsMissingAndNotWhatIsNotMeasured() throws IOException {
        Path file = Files.writeString(folder.resolve("hours.csv"), """
                timepoint,area,stationcode,longitude,latitude,positionname,aqi,co,no2,o3,pm10,pm2_5,primarypollutant,quality,so2
                2026-03-01T0100,东城市,1001A,116.4,39.9,一站,50,0.4,20,60,50,12,NA,NA,3
                2026-03-01T0100,东城市,1002A,116.4,39.9,二站,50,/,NA,60,50,,NA,NA,3
                """);
        RecordedLoad load = RecordedLoad.of(file);
        assertEquals(11, load.values());
        assertTrue(load.registry().contains("1002A"), load::registry);
    }
}
