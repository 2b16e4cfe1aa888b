package com.nextgen.ml.service.access.audit;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts refused requests by caller and address, of which so many are told apart; the rest are one.
 * Thread-safe. Its lock is held for a look into a map, and only by requests that are refused.
 */
public final class Refusals {
  /** How many callers are told apart between two calls of {@link #drain}. */
  static final int MAX_CALLERS = 1_000;

  private static final String OTHERS = "__other__";

  private final Map<ErrorCode, Long> totals = new EnumMap<>(ErrorCode.class);
  private final Map<Key, Long> recent = new HashMap<>();

  private record Key(@Nullable String caller, String source, ErrorCode code) {}

  /**
   * Counts a refused request.
   *
   * @param caller null if nobody is known to have sent it
   * @param source the address it came from
   */
  public synchronized void add(@Nullable String caller, String source, Refusal refusal) {
    ErrorCode code = refusal.code();
    totals.merge(code, 1L, Long::sum);
    Key key = new Key(caller, source, code);
    boolean told = recent.size() < MAX_CALLERS || recent.containsKey(key);
    recent.merge(told ? key : new Key(OTHERS, OTHERS, code), 1L, Long::sum);
  }

  /** Returns how many requests were refused since the start, by why. */
  public synchronized long total(ErrorCode code) {
    return totals.getOrDefault(code, 0L);
  }

  /** Returns what was counted since the last call. */
  synchronized List<AuditEntry> drain(Instant now) {
    List<AuditEntry> entries = new ArrayList<>(recent.size());
    recent.forEach(
        (key, times) ->
            entries.add(
                AuditEntry.refused(
                    now,
                    key.caller(),
                    key.source(),
                    key.code() == ErrorCode.FORBIDDEN ? "a role is missing" : "no good token",
                    times)));
    recent.clear();
    return entries;
  }
}
