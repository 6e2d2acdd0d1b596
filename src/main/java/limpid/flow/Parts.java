package limpid.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import limpid.decode.Payload;
import limpid.decode.Run;
import limpid.measure.Medium;
import limpid.measure.Place;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.measure.Refusals;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.validate.Check;
import limpid.validate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way into the store, part by part, so that half a million values are never readings all at once and no
 * transaction is longer than others can wait. The last part brings the refusals of the whole message, and with them the
 * message itself to the desk. A part may be looked at as often as need be until it is done.
 */
public final class Parts {
    private final Payload payload;
    private final String station;
    private final @Nullable Station registered;
    private final List<Run> runs;
    private final Rules rules;
    private final Refusals refusals;

    private int run;
    private int value;
    private int nextRun;
    private int nextValue;
    private Arrival looked;
    private Refusals ofPart;
    private boolean finished;

    /** What every reading is asked. */
    record Rules(Check checks, RemovedSeconds removed, Periods periods, int mostRefusals) {}

    private record Candidate(Reading reading, Place place) {}

    private Parts(
            Payload payload,
            String station,
            @Nullable Station registered,
            List<Run> runs,
            Refusals refusals,
            Rules rules) {
        this.payload = payload;
        this.station = station;
        this.registered = registered;
        this.runs = runs;
        this.refusals = refusals;
        this.rules = rules;
        this.ofPart = new Refusals(rules.mostRefusals());
        this.looked = new Arrival(payload, station, List.of(), List.of());
    }

    /** The readings of a message, none of them looked at. */
    static Parts of(Payload payload, Station station, List<Run> runs, Refusals refusals, Rules rules) {
        return new Parts(payload, station.code(), station, runs, refusals, rules);
    }

    /** A message of which nothing can be kept but the message itself. */
    static Parts refused(Payload payload, String station, Refusal refusal, Rules rules) {
        Refusals one = new Refusals(1);
        one.add(refusal.reason(), new Place(-1, refusal.place(), -1), refusal.count(), refusal::detail);
        return new Parts(payload, station, null, List.of(), one, rules);
    }

    /** Whether there is no further part. */
    boolean finished() {
        return finished;
    }

    /**
     * The next part.
     *
     * @param most values in it
     * @throws limpid.store.StoreUnavailable where what was removed, or the periods of the station, cannot be asked for
     */
    Arrival look(int most) {
        nextRun = run;
        nextValue = value;
        ofPart = new Refusals(rules.mostRefusals());
        List<Reading> accepted = judged(candidates(most));
        looked = arrival(accepted);
        return looked;
    }

    private Arrival arrival(List<Reading> accepted) {
        return new Arrival(payload, station, accepted, atLast() ? all().list() : List.of(), atLast());
    }

    /** Whether the part looked at is the last one. */
    boolean atLast() {
        return nextRun == runs.size();
    }

    private Refusals all() {
        Refusals all = new Refusals(rules.mostRefusals());
        all.addAll(refusals);
        all.addAll(ofPart);
        return all;
    }

    private List<Candidate> candidates(int most) {
        List<Candidate> candidates = new ArrayList<>();
        while (!atLast() && candidates.size() < most) {
            Run one = runs.get(nextRun);
            if (nextValue == 0 && registered != null && !rules.periods().admit(registered, one.length())) {
                refuse(one);
                nextValue = one.size();
            }
            for (; nextValue < one.size() && candidates.size() < most; nextValue++) {
                if (one.readable(nextValue)) {
                    candidates.add(new Candidate(one.reading(station, nextValue), one.place(nextValue)));
                }
            }
            if (nextValue == one.size()) {
                nextRun++;
                nextValue = 0;
            }
        }
        return candidates;
    }

    private void refuse(Run one) {
        for (int i = 0; i < one.size(); i++) {
            if (one.readable(i)) {
                ofPart.add(Reason.TOO_MANY_PERIODS, one.place(i), () -> rules.periods()
                        .detail(one.length()));
            }
        }
    }

    private List<Reading> judged(List<Candidate> candidates) {
        List<Reading> accepted = new ArrayList<>(candidates.size());
        Station sender = registered;
        if (sender == null) {
            return accepted;
        }
        // The checks come first: a time that no database has can only be refused, not looked up.
        List<Candidate> sound = checked(sender, candidates);
        Predicate<Reading> gone = gone(sender, sound);
        for (Candidate candidate : sound) {
            Reading reading = candidate.reading();
            if (gone.test(reading)) {
                ofPart.add(Reason.SECONDS_REMOVED, candidate.place(), () -> RemovedSeconds.detail(reading));
            } else {
                accepted.add(reading);
            }
        }
        return accepted;
    }

    private List<Candidate> checked(Station sender, List<Candidate> candidates) {
        List<Candidate> sound = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            switch (rules.checks().judge(candidate.reading(), sender, payload.receivedAt())) {
                case Verdict.Accepted ok -> sound.add(candidate);
                case Verdict.Flagged flagged -> sound.add(new Candidate(flagged.reading(), candidate.place()));
                case Verdict.Refused refused -> ofPart.add(refused.reason(), candidate.place(), refused.detail());
            }
        }
        return sound;
    }

    private Predicate<Reading> gone(Station sender, List<Candidate> candidates) {
        return sender.medium() == Medium.NOISE
                ? rules.removed()
                        .among(
                                station,
                                candidates.stream().map(Candidate::reading).toList())
                : reading -> false;
    }

    /** The part looked at was kept; the next may be looked at. */
    void done() {
        refusals.addAll(ofPart);
        ofPart = new Refusals(rules.mostRefusals());
        run = nextRun;
        value = nextValue;
        finished = atLast();
    }

    /**
     * Refuses the readings of the part looked at, which cannot be stored.
     *
     * @return what is to be kept of the part in their place; nothing where it is not the last
     */
    Arrival refuse(Throwable why) {
        ofPart.add(
                Reason.NOT_STORABLE, Place.WHOLE, Math.max(1, looked.accepted().size()), why::toString);
        looked = arrival(List.of());
        return looked;
    }

    /** Refuses all that is left of the message, which cannot be handled. */
    Arrival refuseRest(Throwable why) {
        ofPart = new Refusals(rules.mostRefusals());
        ofPart.add(Reason.NOT_STORABLE, Place.WHOLE, rest(), why::toString);
        nextRun = runs.size();
        nextValue = 0;
        looked = arrival(List.of());
        return looked;
    }

    private long rest() {
        long rest = 0;
        for (int i = run; i < runs.size(); i++) {
            rest += runs.get(i).size();
        }
        return Math.max(1, rest - value);
    }

    /** What was refused of the parts that are done. */
    List<Refusal> refused() {
        return refusals.list();
    }
}
