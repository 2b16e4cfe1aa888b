package com.nextgen.ml.service.access.oidc;

import com.nextgen.ml.service.access.Authenticator;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.Grants;
import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.token.TokenHash;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that an identity provider signed. Each is verified once and then known by its hash, until
 * it expires, keys change or some minutes have passed.
 */
public final class OidcTokens implements Authenticator {
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_REMEMBERED = 10_000;
  private static final long REMEMBERED_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final int SKEW_SECONDS = 60;
  private static final String PREFIX = "oidc:";
  private static final Pattern JWT =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
  private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^A-Za-z0-9._@|:-]");

  private final OidcSettings settings;
  private final SigningKeys keys;

  @SuppressWarnings("ThreadLocalUsage") // one for each event loop, which are few
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(TokenHash::sha256);

  private volatile Remembered remembered = new Remembered(0);

  /** What was verified with one set of keys. */
  private record Remembered(long generation, Map<TokenHash, Verified> tokens) {
    Remembered(long generation) {
      this(generation, new ConcurrentHashMap<>());
    }
  }

  private record Verified(Identity.Known identity, long until) {}

  public OidcTokens(OidcSettings settings) {
    this.settings = settings;
    this.keys = new SigningKeys(settings);
  }

  /**
   * Fetches the provider's keys if that is due. Waits for the provider; not from several threads at
   * once.
   *
   * @param now in milliseconds since 1970
   * @return false if that failed, and the keys are those of before
   */
  public boolean refresh(long now) {
    return keys.refresh(now);
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // the library's
  public @Nullable Identity identify(String token, long now) {
    if (token.length() > MAX_LENGTH || !JWT.matcher(token).matches()) {
      return null;
    }
    Remembered known = remembered;
    long current = keys.generation();
    if (known.generation() != current || known.tokens().size() >= MAX_REMEMBERED) {
      known = new Remembered(current);
      remembered = known;
    }
    TokenHash hash = TokenHash.of(token, digests.get());
    Verified verified = known.tokens().get(hash);
    if (verified != null && now < verified.until()) {
      return verified.identity();
    }
    try {
      JWTClaimsSet claims = processor(now).process(SignedJWT.parse(token), null);
      Identity.Known identity = new Identity.Known(caller(claims));
      long expires = claims.getExpirationTime().getTime() + SKEW_SECONDS * 1_000L;
      known.tokens().put(hash, new Verified(identity, Math.min(expires, now + REMEMBERED_MILLIS)));
      return identity;
    } catch (ExpiredJWTException e) {
      return new Identity.Unknown("the token has expired");
    } catch (BadJWTException e) {
      return new Identity.Unknown("the token is not of the issuer, or not for this service");
    } catch (BadJWSException e) {
      return new Identity.Unknown("the token's signature is not valid");
    } catch (BadJOSEException e) {
      return new Identity.Unknown(
          "the token is of another kind, or of a key that is not known (yet); keys are fetched anew");
    } catch (ParseException | JOSEException e) {
      return new Identity.Unknown("the token cannot be read");
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(long now) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
    processor.setJWTClaimsSetVerifier(new Claims(settings, now));
    return processor;
  }

  /** Who it is for, who made it and until when it is good. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final long now;

    Claims(OidcSettings settings, long now) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
          Set.of("sub", "exp"));
      this.now = now;
      setMaxClockSkew(SKEW_SECONDS);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the library's
    protected Date currentTime() {
      return new Date(now);
    }
  }

  private Caller caller(JWTClaimsSet claims) {
    String name = PREFIX + NOT_OF_A_NAME.matcher(claims.getSubject()).replaceAll("?");
    return new Caller(
        name.length() <= Caller.MAX_NAME ? name : name.substring(0, Caller.MAX_NAME),
        grants(claims.getClaim(settings.rolesClaim())));
  }

  /** What of a claim are grants here; others are for others. */
  private static Grants grants(@Nullable Object claim) {
    Collection<?> listed =
        claim instanceof Collection<?> list
            ? list
            : claim instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
    List<String> known = new ArrayList<>();
    for (Object one : listed) {
      try {
        Grants.of(List.of(String.valueOf(one)));
        known.add(String.valueOf(one));
      } catch (IllegalArgumentException e) {
        // Not one of ours.
      }
    }
    return known.isEmpty() ? Grants.NONE : Grants.of(known);
  }
}
