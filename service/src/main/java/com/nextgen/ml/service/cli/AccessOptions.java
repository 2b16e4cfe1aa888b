package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.access.oidc.OidcSettings;
import com.nextgen.ml.service.app.AccessSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who may call a service. */
final class AccessOptions {
  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "who may do what: a file with a line NAME sha256:HASH ROLE… a token, which ./ml-service"
              + " token writes; read again when it changes (default: everybody may do everything)")
  private @Nullable Path tokens;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description =
          "takes tokens (JWT) that this identity provider signed; its keys are found by OpenID"
              + " Connect Discovery")
  private @Nullable URI issuer;

  @Option(
      names = "--oidc-audience",
      paramLabel = "NAME",
      description = "what this service is called in those tokens; needed with --oidc-issuer")
  private @Nullable String audience;

  @Option(
      names = "--oidc-roles-claim",
      paramLabel = "NAME",
      defaultValue = OidcSettings.ROLES,
      description =
          "the claim that lists roles such as read or predict:price (default: ${DEFAULT-VALUE})")
  private String rolesClaim;

  @Option(
      names = "--insecure",
      description =
          "listens on --host, though whoever reaches it from another machine may do everything")
  private boolean insecure;

  /**
   * Returns what the options say.
   *
   * @param host where the service is to listen
   * @throws IllegalArgumentException if nobody has said who may
   */
  AccessSettings settings(String host) {
    if ((issuer == null) != (audience == null)) {
      throw new IllegalArgumentException("--oidc-issuer and --oidc-audience go together");
    }
    OidcSettings oidc =
        issuer == null || audience == null ? null : new OidcSettings(issuer, audience, rolesClaim);
    AccessSettings settings = new AccessSettings(tokens, oidc);
    settings.need(host, insecure);
    return settings;
  }
}
