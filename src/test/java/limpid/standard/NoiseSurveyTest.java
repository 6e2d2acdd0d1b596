package limpid.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoiseSurveyTest {
    @ParameterizedTest
    @CsvSource({
        "0, small, 20, 7",
        "500000, small, 20, 7",
        "500001, medium, 50, 10",
        "1000000, medium, 50, 10",
        "1000001, large, 80, 15",
        "3000001, very_large, 100, 20",
        "10000000, very_large, 100, 20",
        "10000001, giant, 100, 20"
    })
    void sizeOfACity(long population, String code, int trafficPoints, int functionalPoints) {
        NoiseSurvey.CitySize size = NoiseSurvey.standard().size(population);
        assertEquals(code, size.code());
        assertEquals(trafficPoints, size.trafficPoints());
        assertEquals(functionalPoints, size.functionalPoints());
        assertEquals(101, size.regionalPoints(), "more than 100 in every city");
    }

    @Test
    void refusesFewerThanNobody() {
        assertThrows(
                IllegalArgumentException.class, () -> NoiseSurvey.standard().size(-1));
    }
}
