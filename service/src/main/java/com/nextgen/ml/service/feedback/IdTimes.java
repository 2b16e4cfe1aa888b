package com.nextgen.ml.service.feedback;

/** When an id was made, if it says so: one of UUID version 7 does (RFC 9562, section 5.7). */
final class IdTimes {
  private static final int UUID_LENGTH = 36;
  private static final int VERSION_AT = 14;

  private IdTimes() {}

  /** In milliseconds since 1970; {@link Long#MAX_VALUE} if the id does not say. */
  static long millis(String id) {
    if (id.length() < UUID_LENGTH
        || id.charAt(8) != '-'
        || id.charAt(13) != '-'
        || id.charAt(VERSION_AT) != '7'
        || (id.length() > UUID_LENGTH && id.charAt(UUID_LENGTH) != '#')) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(id.substring(0, 8) + id.substring(9, 13), 16);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
