package com.nextgen.ml.service.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one route needs of its caller.
 *
 * @param method in upper case
 * @param template the path, where {@code {name}} stands for one segment
 * @param need who may come at all
 * @param roles one of which the caller must have, if need is {@link Need#ROLE}
 */
public record RouteRule(String method, String template, Need need, Set<Role> roles) {
  private static final String MODEL = "{model}";

  /** Who may come. */
  public enum Need {
    /** Everybody. */
    NOTHING,
    /** Whoever has a good token. */
    TOKEN,
    /** Whoever has one of the roles, for the model that the path names, else for all. */
    ROLE
  }

  public RouteRule {
    roles = Set.copyOf(roles);
    if (!template.startsWith("/") || roles.isEmpty() == (need == Need.ROLE)) {
      throw new IllegalArgumentException("no rule: " + method + " " + template);
    }
  }

  static RouteRule open(String method, String template) {
    return new RouteRule(method, template, Need.NOTHING, Set.of());
  }

  static RouteRule withToken(String method, String template) {
    return new RouteRule(method, template, Need.TOKEN, Set.of());
  }

  static RouteRule with(String method, String template, Role... roles) {
    return new RouteRule(
        method, template, Need.ROLE, EnumSet.copyOf((Collection<Role>) List.of(roles)));
  }

  /** The roles as {@link Grants} takes them. */
  int bits() {
    return roles.stream().mapToInt(Role::bit).sum();
  }

  /** The roles for a message. */
  String spelled() {
    return roles.stream()
        .sorted()
        .map(role -> "'" + role.code() + "'")
        .collect(Collectors.joining(" or "));
  }

  /** Which segment of the path names the model; -1 if none does. */
  int modelSegment() {
    return Arrays.asList(template.split("/", -1)).indexOf(MODEL);
  }

  /** The parts of the path; null for one that may be anything. */
  @Nullable String[] segments() {
    String[] parts = template.split("/", -1);
    @Nullable String[] segments = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      segments[i] = parts[i].startsWith("{") ? null : parts[i];
    }
    return segments;
  }
}
