package limpid.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import limpid.people.Person.State;
import org.junit.jupiter.api.Test;

class RulesOfPeopleTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aRoleHoldsThoseItIncludes() {
        assertEquals(Set.of("reviewer3", "reviewer2", "reviewer", "viewer"), Role.held(List.of(Role.REVIEWER3)));
        assertEquals(Set.copyOf(Role.OF_PERSONS), Role.held(List.of(Role.ADMIN)));
        assertEquals(Set.of("station"), Role.held(List.of(Role.STATION)), "a device reads nothing that is not public");
        assertFalse(Role.held(List.of(Role.ANALYST)).contains(Role.PUBLISHER));
        assertFalse(Role.OF_PERSONS.contains(Role.STATION));
    }

    @Test
    void aScopeIsReadAndWrittenByWords() {
        List<String> words = List.of("city:临江", "district:泠川/江北", "station:S-1");
        Scope scope = Scope.of(words);
        assertEquals(words, scope.words());
        assertTrue(scope.coversStation("X", "临江", ""));
        assertTrue(scope.coversStation("X", "泠川", "江北"));
        assertFalse(scope.coversStation("X", "泠川", "江南"));
        assertTrue(scope.coversStation("S-1", "泠川", "江南"));
        assertTrue(scope.coversCity("临江"));
        assertFalse(scope.coversCity("泠川"));
        assertTrue(Scope.of(List.of("*")).coversCity("any"));
        assertFalse(Scope.NOWHERE.coversStation("S-1", "临江", ""));
        for (String bad : List.of("", "临江", "city:", "city: ", "district:江北", "district:/x", "district:x/", "**")) {
            assertThrows(IllegalArgumentException.class, () -> Scope.of(List.of(bad)), bad);
        }
    }

    @Test
    void aScopeCoversNoMoreThanItself() {
        Scope city = Scope.of(List.of("city:临江"));
        assertTrue(city.covers(Scope.of(List.of("district:临江/江北")), code -> false));
        assertFalse(city.covers(Scope.of(List.of("district:泠川/江北")), code -> false));
        assertFalse(city.covers(Scope.EVERYWHERE, code -> true));
        assertTrue(Scope.EVERYWHERE.covers(Scope.EVERYWHERE, code -> false));
        assertTrue(city.covers(Scope.of(List.of("station:S-1")), "S-1"::equals));
        assertFalse(city.covers(Scope.of(List.of("station:S-2")), "S-1"::equals));
        assertFalse(Scope.of(List.of("district:临江/江北")).covers(city, code -> true));
    }

    @Test
    void aSessionIsOverAfterItsIdleOrItsLongestTime() {
        SessionRule rule = new SessionRule(Duration.ofHours(2), Duration.ofHours(12));
        assertFalse(rule.isOver(BEGAN, BEGAN, BEGAN.plusSeconds(7199)));
        assertTrue(rule.isOver(BEGAN, BEGAN, BEGAN.plusSeconds(7200)));
        Instant late = BEGAN.plus(Duration.ofHours(12));
        assertFalse(rule.isOver(BEGAN, late.minusSeconds(60), late.minusSeconds(1)));
        assertTrue(rule.isOver(BEGAN, late.minusSeconds(60), late));
        assertThrows(IllegalArgumentException.class, () -> new SessionRule(Duration.ofHours(2), Duration.ofHours(1)));
    }

    @Test
    void oneWaitsLongerAfterEachWrongPassword() {
        assertEquals(Duration.ZERO, LockOut.after(4));
        assertEquals(Duration.ofMinutes(1), LockOut.after(5));
        assertEquals(Duration.ofMinutes(2), LockOut.after(6));
        assertEquals(Duration.ofMinutes(64), LockOut.after(11));
        assertEquals(Duration.ofMinutes(64), LockOut.after(Integer.MAX_VALUE));
    }

    @Test
    void aPasswordIsKnownByItsHashAlone() {
        String hash = Passwords.hash("correct horse battery");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(Passwords.matches("correct horse battery", hash));
        assertFalse(Passwords.matches("Correct horse battery", hash));
        assertNotEquals(hash, Passwords.hash("correct horse battery"), "each has a salt of its own");
        // A case of the reference implementation (phc-winner-argon2, src/test.c).
        assertTrue(Passwords.matches(
                "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
        assertThrows(IllegalStateException.class, () -> Passwords.matches("x", "plain"));
    }

    @Test
    void aTokenTellsItsWordAndTheWordNotTheToken() {
        String token = Secrets.token();
        assertEquals(43, token.length());
        assertEquals(Secrets.csrf(token), Secrets.csrf(token));
        assertNotEquals(Secrets.csrf(token), Secrets.csrf(Secrets.token()));
        assertTrue(Secrets.same("a", "a"));
        assertFalse(Secrets.same("a", "b"));
        assertTrue(Passwords.refused("wang", Secrets.password()).isEmpty());
    }

    @Test
    void aPersonHasANameAndARole() {
        assertThrows(IllegalArgumentException.class, () -> person("a b", Role.VIEWER));
        assertThrows(IllegalArgumentException.class, () -> person("", Role.VIEWER));
        assertThrows(IllegalArgumentException.class, () -> person("王磊", Role.STATION));
        assertTrue(person("王磊", Role.ADMIN).isFirstAdmin());
        assertFalse(person("王磊", Role.ADMIN).in(State.CLOSED).isFirstAdmin());
    }

    private static Person person(String name, String role) {
        return new Person(name, "x", List.of(role), Scope.EVERYWHERE, State.ACTIVE);
    }
}
