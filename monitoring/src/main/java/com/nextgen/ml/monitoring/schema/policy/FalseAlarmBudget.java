package com.nextgen.ml.monitoring.schema.policy;

import com.nextgen.ml.monitoring.text.Messages;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many false alarms a model may raise: {@code 1 per 30d}.
 *
 * @param alarms more than 0
 * @param period more than 0
 */
public record FalseAlarmBudget(double alarms, Duration period) {
  private static final Pattern SPELLING =
      Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s+per\\s+(\\d{1,6}[smhd])\\s*");

  /** One a month. */
  public static final FalseAlarmBudget DEFAULT = new FalseAlarmBudget(1, Duration.ofDays(30));

  public FalseAlarmBudget {
    if (!(alarms > 0) || period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("false-alarms must be a rate such as '1 per 30d'");
    }
  }

  /** Reads {@code 1 per 30d}; throws {@link IllegalArgumentException} for anything else. */
  public static FalseAlarmBudget parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "false-alarms '" + Messages.quoted(text) + "' is not a rate such as '1 per 30d'");
    }
    return new FalseAlarmBudget(
        Double.parseDouble(matcher.group(1)), DurationSpelling.parse(matcher.group(2)));
  }

  /** As {@link #parse} reads it. */
  public String code() {
    String plain = BigDecimal.valueOf(alarms).stripTrailingZeros().toPlainString();
    return plain + " per " + DurationSpelling.of(period);
  }
}
