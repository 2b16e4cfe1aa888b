package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a service speak TLS. */
final class TlsOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "speaks TLS with this certificate and those after it (PEM), which are read again when they"
              + " change; --metrics-port goes on without")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "the certificate's private key (PEM, without a password)")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "takes only clients with a certificate of one of these authorities (PEM)")
  private @Nullable Path clients;

  /**
   * Returns settings with what the options say.
   *
   * @throws IllegalArgumentException if one of them lacks another
   */
  ServiceSettings in(ServiceSettings settings) {
    if ((certificate == null) != (key == null) || (clients != null && certificate == null)) {
      throw new IllegalArgumentException(
          "--tls-cert and --tls-key go together, and --tls-client-ca with them");
    }
    return certificate == null || key == null
        ? settings
        : new TlsSettings(certificate, key, clients).in(settings);
  }
}
