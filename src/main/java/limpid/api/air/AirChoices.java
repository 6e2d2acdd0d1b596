package limpid.api.air;

import java.time.LocalDate;
import java.util.List;
import limpid.air.AirQualityIndex;
import limpid.air.AirSettings;
import limpid.air.AirSettings.Ranks;
import limpid.api.http.ChoiceView;
import limpid.figures.AreaDays;
import limpid.measure.Medium;
import limpid.rule.ByCityAndDate;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Stations;

/** The rules of air that hold for a station or a city on a date. */
public final class AirChoices {
    private final Rules rules;
    private final Stations stations;
    private final ByCityAndDate<AirQualityIndex> indices;

    public AirChoices(Rules rules, Stations stations) {
        this.rules = rules;
        this.stations = stations;
        this.indices = rules.air().map(AirQualityIndex::new);
    }

    AirSettings of(Subject subject, LocalDate date) {
        return rules.air().of(city(subject), date);
    }

    AirQualityIndex index(Subject subject, LocalDate date) {
        return indices.of(city(subject), date);
    }

    Ranks ranks(LocalDate date) {
        return rules.air().of("", date).ranking();
    }

    /** Days of parts of cities, made by these rules. */
    AreaDays areaDays(Results results) {
        return new AreaDays(results, rules.air());
    }

    /** What was chosen in place of defaults. */
    List<ChoiceView> inForce(Subject subject, LocalDate date) {
        return rules.inForce(Medium.AIR, city(subject), date).stream()
                .map(ChoiceView::of)
                .toList();
    }

    /** The city whose rules and dust hold for a subject; empty where its station is not registered. */
    String city(Subject subject) {
        return subject.kind() == Kind.CITY
                ? subject.code()
                : stations.find(subject.code()).map(Station::city).orElse("");
    }
}
