package com.nextgen.ml.service.access.audit;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that was changed, or requests that were refused. Texts of callers are shortened.
 *
 * @param at when, or until when requests were counted
 * @param caller who; null if that is not known
 * @param source the address that the request came from
 * @param action what was done, such as {@code alias.set}
 * @param target what it was done to, such as {@code intent/production}; null for nothing single
 * @param before what it was; null for nothing
 * @param after what it is; null for nothing
 * @param reason the caller's reason, or that of the refusal; null if none was given
 * @param times how often
 */
public record AuditEntry(
    Instant at,
    @Nullable String caller,
    String source,
    String action,
    @Nullable String target,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    long times) {

  /** The action of requests that were refused. */
  public static final String REFUSED = "refused";

  private static final int MAX_TEXT = 1_000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  public AuditEntry {
    target = shortened(target);
    before = shortened(before);
    after = shortened(after);
    reason = shortened(reason);
    if (times < 1) {
      throw new IllegalArgumentException("times must be above 0");
    }
  }

  static AuditEntry refused(
      Instant at, @Nullable String caller, String source, String reason, long times) {
    return new AuditEntry(at, caller, source, REFUSED, null, null, null, reason, times);
  }

  /** Without control characters, which not every database takes. */
  private static @Nullable String shortened(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    return CONTROL.matcher(kept).replaceAll("?");
  }
}
