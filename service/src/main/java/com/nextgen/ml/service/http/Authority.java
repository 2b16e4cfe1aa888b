package com.nextgen.ml.service.http;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host with a port, as {@code Host} and {@code Origin} spell them.
 *
 * @param host in lower case, without the dot that may end a name and without an address's brackets
 * @param port {@link #NO_PORT} where none is spelled
 */
record Authority(String host, int port) {
  static final int NO_PORT = -1;

  private static final int MAX_NAME = 253;
  private static final int MAX_PORT = 65_535;
  private static final Pattern SPELLING =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<name>[A-Za-z0-9._-]+))(?::(?<port>\\d{0,5}))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");

  /** What {@code Host} says; null if that is neither a name nor an address. */
  static @Nullable Authority parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String digits = matcher.group("port");
    int port = digits == null || digits.isEmpty() ? NO_PORT : Integer.parseInt(digits);
    if (port > MAX_PORT) {
      return null;
    }
    String v6 = matcher.group("v6");
    if (v6 != null) {
      return NetUtil.isValidIpV6Address(v6) ? new Authority(lower(v6), port) : null;
    }
    String name = name(matcher.group("name"));
    return name == null ? null : new Authority(name, port);
  }

  /** A name in lower case without the dot that may end it; null if it is none. */
  static @Nullable String name(String text) {
    String name = lower(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    return name.length() <= MAX_NAME && NAME.matcher(name).matches() ? name : null;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether no name server had a say in it. */
  boolean isAddress() {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** Whether a page of an origin, such as {@code https://ml.example.com}, came from here. */
  boolean isOrigin(String origin) {
    int usual;
    String rest;
    if (origin.startsWith("http://")) {
      usual = 80;
      rest = origin.substring("http://".length());
    } else if (origin.startsWith("https://")) {
      usual = 443;
      rest = origin.substring("https://".length());
    } else {
      return false;
    }
    Authority page = parse(rest);
    return page != null && page.host.equals(host) && page.port(usual) == port(usual);
  }

  private int port(int usual) {
    return port == NO_PORT ? usual : port;
  }
}
