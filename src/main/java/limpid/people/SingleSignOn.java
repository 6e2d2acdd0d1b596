package limpid.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signing in by OpenID Connect 统一身份认证, where a bureau has it.
 *
 * @param issuer     address of the provider, below which its discovery document lies; empty for no single sign-on
 * @param clientId   under which this service is registered there
 * @param secret     of that registration; empty for a public client
 * @param page       where people reach this service, without what follows the host; the provider sends them back there
 * @param nameClaim  the claim that is the name of a person here
 * @param rolesClaim the claim that says the roles, a text or a list of texts; empty where roles are given here
 * @param roles      the roles for words of that claim; a word that is a role itself needs none
 * @param creates    whether somebody whom nobody knows here becomes a person of role viewer who writes nowhere
 */
public record SingleSignOn(
        String issuer,
        String clientId,
        String secret,
        String page,
        String nameClaim,
        String rolesClaim,
        Map<String, String> roles,
        boolean creates) {
    /** None. */
    public static final SingleSignOn NONE = new SingleSignOn("", "", "", "", "preferred_username", "", Map.of(), false);

    /** Refuses one that could not work. */
    public SingleSignOn {
        roles = Map.copyOf(roles);
        if (!issuer.isEmpty() && (clientId.isEmpty() || page.isEmpty() || nameClaim.isEmpty())) {
            throw new IllegalArgumentException(
                    "an issuer needs a client id, the address of the page and a claim of the name");
        }
    }

    /** Whether there is one. */
    public boolean isOn() {
        return !issuer.isEmpty();
    }

    /**
     * Reads pairs such as {@code limpid-analysts=analyst}, apart by blanks.
     *
     * @throws IllegalArgumentException where one is no pair
     */
    public static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            int sign = pair.lastIndexOf('=');
            if (sign < 1
                    || !Role.OF_PERSONS.contains(pair.substring(sign + 1))
                    || pairs.put(pair.substring(0, sign), pair.substring(sign + 1)) != null) {
                throw new IllegalArgumentException("'" + pair + "' is not a word=role of its own, with one of "
                        + String.join(", ", Role.OF_PERSONS));
            }
        }
        return pairs;
    }

    /** The roles that these words of the claim give; none where no word is known. */
    public List<String> rolesOf(Collection<String> words) {
        List<String> given = new ArrayList<>();
        for (String word : words) {
            String role = roles.getOrDefault(word, word);
            if (Role.OF_PERSONS.contains(role) && !given.contains(role)) {
                given.add(role);
            }
        }
        return given;
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "SingleSignOn[" + issuer + "]";
    }
}
