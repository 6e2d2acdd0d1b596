package limpid.flow;

import java.util.List;
import limpid.measure.Refusal;
import limpid.store.Committed;

/**
 * What became of a message.
 *
 * @param counts   where its readings went
 * @param refusals what was refused, with place and reason
 */
public record Receipt(Committed counts, List<Refusal> refusals) {}
