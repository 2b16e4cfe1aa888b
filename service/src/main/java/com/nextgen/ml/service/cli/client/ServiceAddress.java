package com.nextgen.ml.service.cli.client;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that all commands share which call a running service. */
public final class ServiceAddress {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "where the service is (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8080");

  public ServiceClient client() {
    return new ServiceClient(url);
  }
}
