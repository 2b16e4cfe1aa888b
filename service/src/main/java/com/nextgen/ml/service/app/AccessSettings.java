package com.nextgen.ml.service.app;

import com.nextgen.ml.service.access.oidc.OidcSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a service.
 *
 * @param tokens the file of tokens; null for none
 * @param oidc the identity provider whose tokens are taken; null for none
 */
public record AccessSettings(@Nullable Path tokens, @Nullable OidcSettings oidc) {
  /** Everybody may do everything. */
  public static final AccessSettings NONE = new AccessSettings(null, null);

  private static final String TOKENS = "ml.access.tokens";
  private static final String ISSUER = "ml.access.oidc.issuer";
  private static final String AUDIENCE = "ml.access.oidc.audience";
  private static final String ROLES = "ml.access.oidc.roles-claim";

  /** Returns what settings of the server say. */
  static AccessSettings of(Map<String, Object> properties) {
    Object tokens = properties.get(TOKENS);
    Object issuer = properties.get(ISSUER);
    return new AccessSettings(
        tokens == null ? null : Path.of(tokens.toString()),
        issuer == null
            ? null
            : new OidcSettings(
                URI.create(issuer.toString()),
                String.valueOf(properties.get(AUDIENCE)),
                String.valueOf(properties.get(ROLES))));
  }

  /** Returns the same settings of a service with these. */
  public ServiceSettings in(ServiceSettings settings) {
    ServiceSettings with = tokens == null ? settings : settings.with(TOKENS, tokens.toString());
    return oidc == null
        ? with
        : with.with(ISSUER, oidc.issuer().toString())
            .with(AUDIENCE, oidc.audience())
            .with(ROLES, oidc.rolesClaim());
  }

  /** Returns whether callers need a token. */
  public boolean controlled() {
    return tokens != null || oidc != null;
  }

  /** Returns whether everybody who can reach {@code host} from elsewhere may do everything. */
  boolean isOpenToOthers(String host) {
    return !controlled() && !isLoopback(host);
  }

  /**
   * Fails where everybody could do everything and nobody has said that this is meant.
   *
   * @param host where the service is to listen
   * @throws IllegalArgumentException that says how to mend it
   */
  public void need(String host, boolean insecure) {
    if (isOpenToOthers(host) && !insecure) {
      throw new IllegalArgumentException(
          "on --host "
              + host
              + " whoever reaches it could do everything; name who may with --tokens FILE or --oidc-issuer, or say"
              + " --insecure where something else keeps others away");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false; // the server will say so
    }
  }
}
