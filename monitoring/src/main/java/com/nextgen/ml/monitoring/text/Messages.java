package com.nextgen.ml.monitoring.text;

import java.util.regex.Pattern;

/** How texts that others wrote stand in messages. */
public final class Messages {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_QUOTED = 64;

  private Messages() {}

  /**
   * Returns {@code text} as a message quotes it, between marks of its own: at most 64 characters,
   * control characters as '?'.
   */
  public static String quoted(String text) {
    String quoted = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED - 1) + "…";
    return CONTROL.matcher(quoted).replaceAll("?");
  }
}
