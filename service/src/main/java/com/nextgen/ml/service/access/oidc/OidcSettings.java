package com.nextgen.ml.service.access.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Whose tokens are taken.
 *
 * @param issuer the provider's address, as tokens and its own description spell it
 * @param audience what this service is called in the tokens' {@code aud}
 * @param rolesClaim the claim that lists grants, such as {@code read} or {@code predict:price}
 */
public record OidcSettings(URI issuer, String audience, String rolesClaim) {
  /** The usual claim. */
  public static final String ROLES = "roles";

  public OidcSettings {
    if (!isSafe(issuer)) {
      throw new IllegalArgumentException(
          "the issuer must be an https address, or an http one of this machine, not " + issuer);
    }
    if (audience.isBlank() || rolesClaim.isBlank()) {
      throw new IllegalArgumentException(
          "an issuer needs an audience: tokens that it made for others are not for this service");
    }
  }

  /** Whether nobody on the way can put other keys in. */
  static boolean isSafe(URI address) {
    if (address.getHost() == null || address.getUserInfo() != null) {
      return false;
    }
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && isLoopback(address.getHost()));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Where the provider describes itself (OpenID Connect Discovery 1.0, section 4). */
  URI description() {
    String base = issuer.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/.well-known/openid-configuration");
  }
}
