package com.nextgen.ml.service.access;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What callers may be allowed to do. */
public enum Role {
  /** Asks models for predictions. */
  PREDICT("predict", 1),
  /** Tells the service true outcomes, predictions made elsewhere and outside evaluations. */
  FEEDBACK("feedback", 2),
  /** Sees models, reports and metrics. */
  READ("read", 4),
  /** Changes what is served, sees and deletes single rows. Whoever may do this may do all. */
  ADMIN("admin", 8);

  private final String code;
  private final int bit;

  Role(String code, int bit) {
    this.code = code;
    this.bit = bit;
  }

  /** Returns how files and messages spell it. */
  public String code() {
    return code;
  }

  /** Returns a set that holds only this role. */
  int bit() {
    return bit;
  }

  /**
   * Returns the role that is spelled so.
   *
   * @throws IllegalArgumentException if none is; the message names those there are
   */
  static Role of(String code) {
    return Arrays.stream(values())
        .filter(role -> role.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + Messages.quoted(code)
                        + "' is no role; there are "
                        + Arrays.stream(values())
                            .map(Role::code)
                            .collect(Collectors.joining(", "))));
  }
}
