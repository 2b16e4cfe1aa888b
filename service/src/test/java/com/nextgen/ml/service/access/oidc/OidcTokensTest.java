package com.nextgen.ml.service.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.Role;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an identity provider on loopback, whose keys are made here. */
@SuppressWarnings("JavaUtilDate") // the library's
class OidcTokensTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final String AUDIENCE = "ml-service";

  private static RSAKey rsa;
  private static RSAKey other;
  private static ECKey ec;

  private HttpServer provider;
  private String issuer;
  private volatile JWKSet published;
  private OidcTokens tokens;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    other = new RSAKeyGenerator(2048).keyID("other").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  }

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    published = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()));
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
    provider.createContext(
        "/keys",
        exchange -> {
          byte[] body = published.toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
    tokens = new OidcTokens(settings());
    assertThat(tokens.refresh(NOW)).isTrue();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  private void serve(String path, String text) {
    provider.createContext(
        path,
        exchange -> {
          byte[] body = text.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private OidcSettings settings() {
    return new OidcSettings(URI.create(issuer), AUDIENCE, OidcSettings.ROLES);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(List.of("others", AUDIENCE))
        .subject("anna")
        .expirationTime(new Date(NOW + 600_000))
        .claim("roles", List.of("read", "predict:price", "offline_access"));
  }

  private static String signed(
      JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet of) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), of);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    return signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims);
  }

  private String refusal(String token) {
    return ((Identity.Unknown) tokens.identify(token, NOW)).why();
  }

  @Test
  void knowsBearersByBothKindsOfSignature() throws Exception {
    for (String token :
        new String[] {
          signed(claims().build()),
          signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims().build())
        }) {
      Identity.Known known = (Identity.Known) tokens.identify(token, NOW);
      assertThat(known.caller().name()).isEqualTo("oidc:anna");
      assertThat(known.caller().grants().has(Role.READ, null)).isTrue();
      assertThat(known.caller().grants().has(Role.PREDICT, "price")).isTrue();
      assertThat(known.caller().grants().has(Role.ADMIN, "price")).isFalse();
      assertThat(tokens.identify(token, NOW)).isEqualTo(known);
    }
  }

  @Test
  void rolesMayBeATextAndNoneIsNone() throws Exception {
    Identity.Known spaced =
        (Identity.Known)
            tokens.identify(signed(claims().claim("roles", "read feedback").build()), NOW);
    assertThat(spaced.caller().grants().has(Role.FEEDBACK, null)).isTrue();
    for (Object claim : new Object[] {null, 7, List.of(), List.of("x", 3), "", List.of("read:*")}) {
      Identity.Known none =
          (Identity.Known) tokens.identify(signed(claims().claim("roles", claim).build()), NOW);
      for (Role role : Role.values()) {
        assertThat(none.caller().grants().has(role, "price")).isFalse();
      }
    }
  }

  @Test
  void aTokenEndsWithItsTimeEvenIfItIsKnown() throws Exception {
    String token = signed(claims().build());
    assertThat(tokens.identify(token, NOW)).isInstanceOf(Identity.Known.class);
    long end = NOW + 600_000;
    assertThat(tokens.identify(token, end + 30_000)).isInstanceOf(Identity.Known.class);
    assertThat(((Identity.Unknown) tokens.identify(token, end + 61_000)).why()).contains("expired");
  }

  @Test
  void aTokenForOthersIsNone() throws Exception {
    assertThat(refusal(signed(claims().audience("others").build()))).contains("not for this");
    assertThat(refusal(signed(claims().audience((String) null).build()))).contains("not for this");
    assertThat(refusal(signed(claims().issuer(issuer + "/").build())))
        .contains("not of the issuer");
    assertThat(refusal(signed(claims().issuer(null).build()))).contains("not of the issuer");
    assertThat(refusal(signed(claims().subject(null).build()))).contains("not");
    assertThat(refusal(signed(claims().expirationTime(null).build()))).contains("not");
    Date later = new Date(NOW + 120_000);
    assertThat(refusal(signed(claims().notBeforeTime(later).build()))).contains("not");
  }

  @Test
  void whatTheProviderDidNotSignIsNone() throws Exception {
    JWTClaimsSet claims = claims().build();
    assertThat(refusal(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(other), claims)))
        .contains("signature");
    assertThat(refusal(signed(JWSAlgorithm.RS256, "other", new RSASSASigner(other), claims)))
        .contains("key");
    assertThat(refusal(signed(JWSAlgorithm.RS512, "rsa", new RSASSASigner(rsa), claims)))
        .contains("kind");
    // The public key as if it were a shared secret.
    byte[] secret = rsa.toPublicJWK().toJSONString().getBytes(UTF_8);
    assertThat(refusal(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), claims)))
        .contains("kind");
    String unsigned = new PlainJWT(claims).serialize();
    assertThat(tokens.identify(unsigned, NOW)).isInstanceOf(Identity.Unknown.class);
    String good = signed(claims);
    String changed = good.substring(0, good.length() - 6) + "AAAAAA";
    assertThat(refusal(changed)).contains("signature");
    SignedJWT odd =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            claims);
    odd.sign(new RSASSASigner(rsa));
    assertThat(refusal(odd.serialize())).contains("kind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.b.c", "eyJ", "0123456789abcdefghijklmnopqrstuvwxyzABCDE", "..", "é"})
  void whatIsNoJwtIsForOthersToKnow(String token) {
    assertThat(tokens.identify(token, NOW)).isNull();
  }

  @Test
  void hostileJwtsAreRefusedNotFatal() {
    String nested = Base64.getUrlEncoder().encodeToString("[".repeat(3_000).getBytes(UTF_8));
    for (String token :
        new String[] {
          "eyJa.eyJ.eyJ",
          "eyJ" + "A".repeat(5_000) + ".A.A",
          "eyJhbGciOiJSUzI1NiJ9." + nested + ".AAAA",
          "eyJ" + nested + ".eyJh.AAAA",
        }) {
      assertThat(tokens.identify(token, NOW)).isInstanceOf(Identity.Unknown.class);
    }
    assertThat(tokens.identify("eyJ" + "A".repeat(9_000) + ".A.A", NOW)).isNull();
  }

  @Test
  void aNewKeyIsFetchedOnceATokenNamesIt() throws Exception {
    String token = signed(JWSAlgorithm.RS256, "other", new RSASSASigner(other), claims().build());
    published = new JWKSet(List.of(other.toPublicJWK()));
    assertThat(tokens.refresh(NOW + 1_000)).isTrue();
    assertThat(refusal(token)).contains("key");
    assertThat(tokens.refresh(NOW + 2_000)).isTrue();
    assertThat(tokens.identify(token, NOW)).isInstanceOf(Identity.Known.class);
  }

  @Test
  void aKeyThatWasTakenBackIsNoneAfterTheNextFetchEvenForTokensKnownBefore() throws Exception {
    String token = signed(claims().build());
    assertThat(tokens.identify(token, NOW)).isInstanceOf(Identity.Known.class);
    published = new JWKSet(List.of(other.toPublicJWK()));
    tokens.refresh(NOW + SigningKeys.LASTS_MILLIS);
    assertThat(tokens.identify(token, NOW)).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void aProviderThatIsAwayLeavesTheKeysOfBefore() throws Exception {
    provider.stop(0);
    assertThat(tokens.refresh(NOW + Duration.ofMinutes(10).toMillis())).isFalse();
    assertThat(tokens.identify(signed(claims().build()), NOW)).isInstanceOf(Identity.Known.class);
  }

  @Test
  void aDescriptionOfAnotherIssuerGivesNoKeys() {
    OidcTokens path =
        new OidcTokens(new OidcSettings(URI.create(issuer + "/realm"), AUDIENCE, "roles"));
    serve(
        "/realm/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
    assertThat(path.refresh(NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://idp.example", "ftp://idp.example", "idp", "https://u:p@idp.example"})
  void anIssuerThatOthersCanImpersonateIsRefused(String address) {
    assertThatThrownBy(() -> new OidcSettings(URI.create(address), AUDIENCE, "roles"))
        .hasMessageContaining("https");
  }
}
