package com.nextgen.ml.service.http.tls;

import io.micronaut.http.ssl.CertificateProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/**
 * The service's certificate and key, and whose clients it takes, from files. New connections get
 * what {@link #reload} took last; files that cannot be used, or a key and a certificate of which
 * only one has been replaced yet, leave what was before.
 */
public final class Certificates implements CertificateProvider {
  /** The name by which the server finds them. */
  public static final String NAME = "service";

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final Path certificate;
  private final Path key;
  private final @Nullable Path clients;
  private final Sinks.Many<KeyStore> own = Sinks.many().replay().latest();
  private final Sinks.Many<KeyStore> trusted = Sinks.many().replay().latest();
  private byte[][] contents = {};
  private @Nullable String problem;

  private Certificates(Path certificate, Path key, @Nullable Path clients) {
    this.certificate = certificate;
    this.key = key;
    this.clients = clients;
  }

  /**
   * Reads the files.
   *
   * @param clients certificates of the authorities whose clients are taken; null for no asking
   * @throws IllegalArgumentException if they cannot be used; the message says why
   */
  public static Certificates of(Path certificate, Path key, @Nullable Path clients) {
    Certificates certificates = new Certificates(certificate, key, clients);
    try {
      certificates.load();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
    return certificates;
  }

  /**
   * Reads the files again. Not from several threads at once.
   *
   * @return false if they cannot be used now
   */
  public boolean reload() {
    try {
      if (load()) {
        LOG.info("the certificate in {} was taken", certificate);
      }
      problem = null;
      return true;
    } catch (IOException | GeneralSecurityException e) {
      String reason = reason(e);
      if (!reason.equals(problem)) {
        LOG.warn("{} is not taken, the certificate of before is used: {}", certificate, reason);
      }
      problem = reason;
      return false;
    }
  }

  private boolean load() throws IOException, GeneralSecurityException {
    byte[][] read = {
      Files.readAllBytes(certificate),
      Files.readAllBytes(key),
      clients == null ? new byte[0] : Files.readAllBytes(clients)
    };
    if (Arrays.deepEquals(read, contents)) {
      return false;
    }
    List<X509Certificate> chain = PemFiles.certificates(read[0]);
    KeyStore store = empty();
    store.setKeyEntry(
        "key", PemFiles.key(read[1], chain.get(0)), null, chain.toArray(new X509Certificate[0]));
    KeyStore authorities = empty();
    if (clients != null) {
      for (X509Certificate authority : PemFiles.certificates(read[2])) {
        authorities.setCertificateEntry("authority-" + authorities.size(), authority);
      }
    }
    contents = read;
    trusted.tryEmitNext(authorities).orThrow();
    own.tryEmitNext(store).orThrow();
    return true;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? "it cannot be read (" + e.getClass().getSimpleName() + ")"
        : String.valueOf(e.getMessage());
  }

  @Override
  public Publisher<KeyStore> getKeyStore() {
    return own.asFlux();
  }

  @Override
  public Publisher<KeyStore> getTrustStore() {
    return trusted.asFlux();
  }

  @Override
  public String getName() {
    return NAME;
  }
}
