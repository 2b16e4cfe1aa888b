package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a window is compared with. */
public sealed interface Against {
  Against BASELINE = new Baseline();
  Against PREVIOUS = new Previous();

  /** The training data. */
  record Baseline() implements Against {
    @Override
    public String code() {
      return "baseline";
    }
  }

  /** The window before. */
  record Previous() implements Against {
    @Override
    public String code() {
      return "previous";
    }
  }

  /** The same window of another version of the model. */
  record OtherVersion(int version) implements Against {
    private static final Pattern TEXT = Pattern.compile("version:([1-9]\\d{0,8})");

    @Override
    public String code() {
      return "version:" + version;
    }
  }

  /** Returns how requests and documents spell it. */
  String code();

  /**
   * Reads what a caller asks for.
   *
   * @param text null for the baseline
   */
  static ReportResult<Against> parse(@Nullable String text) {
    if (text == null || text.equals(BASELINE.code())) {
      return new Found<>(BASELINE);
    }
    if (text.equals(PREVIOUS.code())) {
      return new Found<>(PREVIOUS);
    }
    Matcher other = OtherVersion.TEXT.matcher(text);
    return other.matches()
        ? new Found<>(new OtherVersion(Integer.parseInt(other.group(1))))
        : Refused.because(
            ErrorCode.UNKNOWN_REFERENCE,
            "against '%s' is not one of baseline, previous, version:<number>%s"
                .formatted(
                    Messages.quoted(text),
                    UnknownName.hint(text, List.of(BASELINE.code(), PREVIOUS.code()))));
  }
}
