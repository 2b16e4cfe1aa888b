package com.nextgen.ml.service.cli.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all commands share which call a running service. */
public final class ServiceAddress {
  private static final String VARIABLE = "ML_SERVICE_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "where the service is (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "what serve --tokens knows the caller by; others on this machine may see it, so rather set"
              + " ML_SERVICE_TOKEN")
  private @Nullable String token;

  /** Returns a client of that service, with the caller's token if there is one. */
  public ServiceClient client() {
    String shown = token != null ? token : System.getenv(VARIABLE);
    return new ServiceClient(url, shown == null || shown.isBlank() ? null : shown.strip());
  }
}
