package limpid.api.people;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import limpid.api.http.Askers;
import limpid.people.Person.State;
import limpid.people.Secrets;
import limpid.people.SessionRule;
import limpid.store.Persons;
import limpid.store.Persons.Account;
import limpid.store.Persons.Session;
import limpid.store.StoreUnavailable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells who asks from the cookie of a session; a cookie of none is nobody's. */
@Singleton
final class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFetcher.class);

    private final Persons persons;
    private final SessionCookie cookies;
    private final SessionRule rule;
    private final InstantSource clock;
    private final Scheduler waiting;

    SessionFetcher(
            Persons persons,
            SessionCookie cookies,
            SessionRule rule,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.persons = persons;
        this.cookies = cookies;
        this.rule = rule;
        this.clock = clock;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<String> token = cookies.token(request);
        if (token.isEmpty() || cookies.hasKey(request)) {
            return Publishers.empty();
        }
        return Mono.fromCallable(() -> find(token.get()).orElse(null)).subscribeOn(waiting);
    }

    private Optional<Authentication> find(String token) {
        byte[] digest = Secrets.digest(token);
        Instant now = clock.instant();
        Optional<Session> session = persons.session(digest).filter(found -> isOpen(found, now));
        if (session.filter(found -> rule.isToBeNoted(found.seen(), now)).isPresent()) {
            persons.noteSeen(digest, now);
        }
        return session.map(Session::account).map(SessionFetcher::authentication);
    }

    /** What is over is kept no longer than it could have lasted. */
    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void forget() {
        try {
            persons.forgetSessions(clock.instant().minus(rule.longest()));
        } catch (StoreUnavailable e) {
            LOG.debug("sessions that are over are not removed now: {}", e.getMessage());
        }
    }

    private boolean isOpen(Session session, Instant now) {
        return session.account().person().state() == State.ACTIVE && !rule.isOver(session.began(), session.seen(), now);
    }

    private static Authentication authentication(Account account) {
        return Askers.authentication(account.person().asker(account.mustChangePassword()));
    }
}
