package com.nextgen.ml.service.app;

import com.nextgen.ml.service.http.tls.Certificates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * With what a service speaks TLS: files in PEM.
 *
 * @param certificate its own, and those between it and its authority
 * @param key the private key of the first
 * @param clients the authorities whose clients are taken; null for no asking
 */
public record TlsSettings(Path certificate, Path key, @Nullable Path clients) {
  private static final String CERTIFICATE = "ml.tls.certificate";
  private static final String KEY = "ml.tls.key";
  private static final String CLIENTS = "ml.tls.clients";
  private static final String SERVER = "micronaut.server.ssl.";

  /** Returns what settings of the server say; null for no TLS. */
  static @Nullable TlsSettings of(Map<String, Object> properties) {
    Object certificate = properties.get(CERTIFICATE);
    Object clients = properties.get(CLIENTS);
    return certificate == null
        ? null
        : new TlsSettings(
            Path.of(certificate.toString()),
            Path.of(String.valueOf(properties.get(KEY))),
            clients == null ? null : Path.of(clients.toString()));
  }

  /** Returns the same settings of a service with these. */
  public ServiceSettings in(ServiceSettings settings) {
    ServiceSettings with =
        settings.with(CERTIFICATE, certificate.toString()).with(KEY, key.toString());
    return clients == null ? with : with.with(CLIENTS, clients.toString());
  }

  /**
   * Reads the files.
   *
   * @throws StartException if they cannot be used
   */
  Certificates read() throws StartException {
    try {
      return Certificates.of(certificate, key, clients);
    } catch (IllegalArgumentException e) {
      throw new StartException("--tls-cert, --tls-key: " + e.getMessage(), e);
    }
  }

  /** Returns what the server is told. */
  Map<String, Object> server(int port) {
    Map<String, Object> server = new HashMap<>();
    server.put(SERVER + "enabled", true);
    server.put(SERVER + "port", port);
    server.put(SERVER + "key-name", Certificates.NAME);
    if (clients != null) {
      server.put(SERVER + "trust-name", Certificates.NAME);
      server.put(SERVER + "client-authentication", "need");
    }
    return server;
  }
}
