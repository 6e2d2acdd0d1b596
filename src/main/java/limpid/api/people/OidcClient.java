package limpid.api.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import limpid.people.SingleSignOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks with the provider of single sign-on: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636). */
@Singleton
final class OidcClient {
    /** Where the provider sends people back to. */
    static final String CALLBACK = SessionController.PATH + "/oidc/callback";

    private static final Logger LOG = LoggerFactory.getLogger(OidcClient.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final List<JWSAlgorithm> SIGNATURES =
            List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final SingleSignOn rule;
    private final InstantSource clock;
    private @Nullable OIDCProviderMetadata provider;
    private Instant read = Instant.EPOCH;

    OidcClient(SingleSignOn rule, InstantSource clock) {
        this.rule = rule;
        this.clock = clock;
    }

    /** The provider does not answer, or not as the standard has it. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** What the provider answered proves nobody. */
    static final class Unproven extends Exception {
        private static final long serialVersionUID = 1;

        Unproven(String why) {
            super(why, null, false, false);
        }
    }

    /** One attempt to sign in; only the browser that began it can end it. */
    record Attempt(String state, String nonce, String verifier) {
        static Attempt begin() {
            return new Attempt(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }

        /** As a cookie holds it. */
        String text() {
            return state + "." + nonce + "." + verifier;
        }

        static @Nullable Attempt of(String text) {
            String[] parts = text.split("\\.", -1);
            return parts.length == 3 ? new Attempt(parts[0], parts[1], parts[2]) : null;
        }
    }

    /** Where the browser goes to sign in. */
    URI authorization(Attempt attempt) throws Unavailable {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile"),
                        new ClientID(rule.clientId()),
                        URI.create(rule.page() + CALLBACK))
                .endpointURI(provider().getAuthorizationEndpointURI())
                .state(new State(attempt.state))
                .nonce(new Nonce(attempt.nonce))
                .codeChallenge(new CodeVerifier(attempt.verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Somebody who has signed in there.
     *
     * @param claims  of the signed token
     * @param idToken as it came
     */
    record Proven(IDTokenClaimsSet claims, String idToken) {}

    /**
     * Where the browser goes to end its session there (OpenID Connect RP-Initiated Logout 1.0); empty where the provider has no
     * such address or cannot be asked.
     *
     * @param idToken with which that session was told
     */
    Optional<URI> endSession(String idToken) {
        try {
            URI address = provider().getEndSessionEndpointURI();
            return Optional.ofNullable(address).map(end -> new LogoutRequest(
                            end,
                            token(idToken),
                            null,
                            new ClientID(rule.clientId()),
                            URI.create(rule.page() + "/"),
                            null,
                            null)
                    .toURI());
        } catch (Unavailable e) {
            LOG.warn("a session at {} was not ended: {}", rule.issuer(), e.getMessage());
            return Optional.empty();
        }
    }

    private static JWT token(String kept) {
        try {
            return JWTParser.parse(kept);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("the kept token of a session is none", e);
        }
    }

    /** Who has signed in there, as the signed token says. @param code the provider's */
    Proven claims(Attempt attempt, String code) throws Unavailable, Unproven {
        OIDCProviderMetadata metadata = provider();
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            metadata.getTokenEndpointURI(),
                            authentication(metadata),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code),
                                    URI.create(rule.page() + CALLBACK),
                                    new CodeVerifier(attempt.verifier)))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(PATIENCE_MILLIS);
            request.setReadTimeout(PATIENCE_MILLIS);
            if (OIDCTokenResponseParser.parse(request.send()) instanceof OIDCTokenResponse answer) {
                JWT token = answer.getOIDCTokens().getIDToken();
                return new Proven(
                        validator(metadata).validate(token, new Nonce(attempt.nonce)),
                        answer.getOIDCTokens().getIDTokenString());
            }
            throw new Unproven("the provider took the code for none of its own");
        } catch (IOException | ParseException e) {
            throw new Unavailable(e);
        } catch (BadJOSEException | JOSEException e) {
            throw new Unproven("its token does not hold: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Unproven("the cookie of the attempt is not one of this service");
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        ClientID id = new ClientID(rule.clientId());
        Secret secret = new Secret(rule.secret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return methods != null
                        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretPost(id, secret)
                : new ClientSecretBasic(id, secret);
    }

    /** Of the signatures the provider names, or RS256, which each has to know; never none, and no shared secret. */
    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
        List<JWSAlgorithm> named = metadata.getIDTokenJWSAlgs();
        JWSAlgorithm algorithm = SIGNATURES.stream()
                .filter(one -> named != null && named.contains(one))
                .findFirst()
                .orElse(JWSAlgorithm.RS256);
        return new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(rule.clientId()),
                algorithm,
                metadata.getJWKSetURI().toURL());
    }

    private synchronized OIDCProviderMetadata provider() throws Unavailable {
        OIDCProviderMetadata known = provider;
        Instant now = clock.instant();
        if (known == null || now.isAfter(read.plus(FRESH))) {
            try {
                known = OIDCProviderMetadata.resolve(new Issuer(rule.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
            } catch (GeneralException | IOException e) {
                throw new Unavailable(e);
            }
            provider = known;
            read = now;
        }
        return known;
    }
}
