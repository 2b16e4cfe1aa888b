package com.nextgen.ml.service.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a request by its method and its path, as the request spells them. */
final class RouteTable {
  private static final RouteRule UNKNOWN = RouteRule.with("*", "/", Role.ADMIN);

  /** Slash, backslash, semicolon, percent, dot and NUL. */
  private static final Set<String> NOT_PLAIN = Set.of("2f", "5c", "3b", "25", "2e", "00");

  private static final Entry NONE = new Entry(UNKNOWN);

  private final Map<String, List<Entry>> byMethod = new HashMap<>();

  /** A rule, taken apart. */
  static final class Entry {
    final RouteRule rule;
    final int roles;
    final int modelSegment;
    private final @Nullable String[] segments;

    Entry(RouteRule rule) {
      this.rule = rule;
      this.roles = rule.bits();
      this.modelSegment = rule.modelSegment();
      this.segments = rule.segments();
    }

    private boolean matches(String path, int end) {
      int from = 0;
      for (int i = 0; i < segments.length; i++) {
        int slash = path.indexOf('/', from);
        int to = slash < 0 || slash > end ? end : slash;
        String literal = segments[i];
        boolean fits =
            literal == null
                ? isPlain(path, from, to)
                : literal.length() == to - from
                    && path.regionMatches(from, literal, 0, literal.length());
        if (!fits || (i + 1 < segments.length && to == end)) {
          return false;
        }
        if (i + 1 == segments.length) {
          return to == end;
        }
        from = to + 1;
      }
      return false;
    }

    /**
     * Whether a segment that may be anything is one however it is decoded: no sign of a slash, of a
     * parameter of the path, nor of the folder above.
     */
    private static boolean isPlain(String path, int from, int to) {
      if (from == to || (path.charAt(from) == '.' && to - from <= 2)) {
        return false;
      }
      for (int i = from; i < to; i++) {
        char c = path.charAt(i);
        if (c == ';' || c == '#' || c == '\\' || (c == '%' && isSlash(path, i, to))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isSlash(String path, int percent, int to) {
      if (percent + 2 >= to) {
        return true; // no character at all
      }
      return NOT_PLAIN.contains(path.substring(percent + 1, percent + 3).toLowerCase(Locale.ROOT));
    }

    /** The model's name as the path spells it; null if the route is of no model. */
    @Nullable String model(String path) {
      if (modelSegment < 0) {
        return null;
      }
      int from = 0;
      for (int i = 0; i < modelSegment; i++) {
        from = path.indexOf('/', from) + 1;
      }
      int slash = path.indexOf('/', from);
      return slash < 0 ? path.substring(from) : path.substring(from, slash);
    }
  }

  RouteTable(List<RouteRule> rules) {
    for (RouteRule rule : rules) {
      byMethod.computeIfAbsent(rule.method(), method -> new ArrayList<>()).add(new Entry(rule));
    }
  }

  /**
   * Returns what a request needs.
   *
   * @param method in any case of letters
   * @param path without the query
   */
  Entry of(String method, String path) {
    String name = method.toUpperCase(Locale.ROOT);
    List<Entry> entries = byMethod.get(name.equals("HEAD") ? "GET" : name);
    if (entries != null) {
      int length = path.length();
      int end = length > 1 && path.charAt(length - 1) == '/' ? length - 1 : length;
      for (Entry entry : entries) {
        if (entry.matches(path, end)) {
          return entry;
        }
      }
    }
    return NONE;
  }
}
