package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.HashSet;
import java.util.Set;

/**
 * The names under which the service may be called. Any name that a caller invents can be made to
 * lead here, by its own name server: then a page of that name would be of this origin.
 *
 * <p>An address and {@code localhost} are always allowed: nobody else says where they lead.
 */
public final class AllowedHosts {
  /** The setting's name among the properties of the HTTP server. */
  public static final String PROPERTY = "ml.http.allowed-hosts";

  private static final String LOCALHOST = "localhost";

  private final Set<String> names;
  private final Set<String> domains;

  private AllowedHosts(Set<String> names, Set<String> domains) {
    this.names = Set.copyOf(names);
    this.domains = Set.copyOf(domains);
  }

  /**
   * Reads names with commas between them. {@code *.example.com} allows every name below that
   * domain; a port, which is not looked at, may follow a name.
   *
   * @throws IllegalArgumentException if one is not a name; the message says which
   */
  public static AllowedHosts of(String list) {
    Set<String> names = new HashSet<>();
    Set<String> domains = new HashSet<>();
    for (String part : list.split(",", -1)) {
      String text = part.strip();
      if (text.startsWith("*.")) {
        domains.add(domain(text));
      } else if (!text.isEmpty()) {
        names.add(named(text, text).host());
      }
    }
    return new AllowedHosts(names, domains);
  }

  private static String domain(String text) {
    Authority below = named(text.substring(2), text);
    if (below.isAddress() || !below.host().contains(".")) {
      throw new IllegalArgumentException(
          "'" + Messages.quoted(text) + "' allows too much; give a domain, as in *.example.com");
    }
    return below.host();
  }

  private static Authority named(String name, String text) {
    Authority named = Authority.parse(name);
    if (named == null) {
      throw new IllegalArgumentException(
          "'" + Messages.quoted(text) + "' is not a host; give names such as ml.example.com");
    }
    return named;
  }

  /** The same with the name or address that the service listens on. */
  AllowedHosts with(String listeningOn) {
    Authority named = Authority.parse(listeningOn);
    if (named == null) {
      return this; // an IPv6 address without brackets: addresses are allowed anyway
    }
    Set<String> more = new HashSet<>(names);
    more.add(named.host());
    return new AllowedHosts(more, domains);
  }

  /** Whether the service may be called so, at any port. */
  boolean has(Authority called) {
    String host = called.host();
    return called.isAddress() || host.equals(LOCALHOST) || names.contains(host) || isBelow(host);
  }

  private boolean isBelow(String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (domains.contains(host.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }
}
