package com.nextgen.ml.service.access.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys with which a provider signs, fetched beside requests: none waits for it. A provider that
 * is away leaves the keys as they were.
 */
final class SigningKeys implements JWKSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int MAX_BYTES = 512 * 1_024;
  private static final int MAX_KEYS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Keys are fetched again after this, so that one that was taken back is not taken for long. */
  static final long LASTS_MILLIS = Duration.ofMinutes(5).toMillis();

  private final OidcSettings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private volatile JWKSet keys = new JWKSet();
  private final AtomicLong generation = new AtomicLong();
  private volatile boolean wanted = true;
  private long fetchedAt;
  private @Nullable String problem;

  SigningKeys(OidcSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    List<JWK> found = selector.select(keys);
    if (found.isEmpty()) {
      wanted = true; // the provider may have a new one
    }
    return found;
  }

  /** Returns how often the keys have changed. */
  long generation() {
    return generation.get();
  }

  /**
   * Fetches the keys if they are wanted or old. Not from several threads at once.
   *
   * @param now in milliseconds since 1970
   * @return false if that failed
   */
  boolean refresh(long now) {
    if (!wanted && now - fetchedAt < LASTS_MILLIS) {
      return true;
    }
    try {
      JWKSet fetched = fetch();
      if (!fetched.toString().equals(keys.toString())) {
        keys = fetched;
        generation.incrementAndGet();
        LOG.info("{} keys of {} were taken", fetched.size(), settings.issuer());
      }
      wanted = false;
      fetchedAt = now;
      problem = null;
      return true;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(problem)) {
        LOG.warn("the keys of {} cannot be fetched: {}", settings.issuer(), reason);
      }
      problem = reason;
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JWKSet fetch() throws IOException, ParseException, InterruptedException {
    Map<String, Object> description = JSONObjectUtils.parse(read(settings.description()));
    if (!settings.issuer().toString().equals(description.get("issuer"))) {
      throw new IOException("its description names another issuer");
    }
    URI address = URI.create(String.valueOf(description.get("jwks_uri")));
    if (!OidcSettings.isSafe(address)) {
      throw new IOException("its jwks_uri is no https address");
    }
    JWKSet fetched = JWKSet.parse(read(address)).toPublicJWKSet();
    if (fetched.isEmpty() || fetched.size() > MAX_KEYS) {
      throw new IOException("it has " + fetched.size() + " keys");
    }
    return fetched;
  }

  private String read(URI address) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(address + " answered " + response.statusCode());
      }
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(address + " answered more than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
