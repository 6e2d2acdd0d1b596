package limpid.figures;

import limpid.rule.Rules;
import limpid.store.DataRates;
import limpid.store.DustList;
import limpid.store.Results;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.Surveys;
import limpid.store.WaterMeans;

/** Where the figures of checks come from, and the rules by which they are made. */
public record Knowledge(
        Stations stations,
        Results results,
        WaterMeans means,
        SectionLimits limits,
        Surveys surveys,
        DustList dust,
        DataRates rates,
        Rules rules) {}
