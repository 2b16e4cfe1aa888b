package com.nextgen.ml.service.status;

import com.nextgen.ml.monitoring.report.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one version is.
 *
 * @param version 0 where the problem is the model's
 * @param aliases that name it, in order
 * @param problem why it does not load, takes no calls, or was not changed; null if nothing is wrong
 * @param loaded null if it does not serve
 */
public record VersionStatus(
    String model,
    int version,
    List<String> aliases,
    @Nullable String problem,
    @Nullable Loaded loaded) {
  /** Most trouble first. */
  static final Comparator<VersionStatus> BY_TROUBLE =
      Comparator.comparing(VersionStatus::state)
          .thenComparing(VersionStatus::model)
          .thenComparing(VersionStatus::version, Comparator.reverseOrder());

  public VersionStatus {
    aliases = List.copyOf(aliases);
  }

  /** How a version is in a word, most trouble first. */
  public enum State {
    /** It does not load. */
    FAILED,
    /** It serves, but takes no calls now or was not changed as its files were. */
    PROBLEM,
    /** Something has drifted. */
    DRIFTED,
    /** Nothing has, as far as there is enough data; of some there is not. */
    NOT_ENOUGH_DATA,
    /** Nothing has. */
    STABLE;

    /** Returns its name in documents. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What is known of a version that serves.
   *
   * @param since when it was loaded
   * @param rows predicted or observed since
   * @param lastPrediction null if none came since
   * @param lastLabel when the last one came of the service's run; null if none did
   * @param families what was last found, by the name of the family
   */
  public record Loaded(
      Instant since,
      long rows,
      @Nullable Instant lastPrediction,
      @Nullable Instant lastLabel,
      Map<String, FamilyStatus> families) {

    public Loaded {
      families = Collections.unmodifiableMap(new LinkedHashMap<>(families));
    }

    private boolean has(Verdict verdict) {
      return families.values().stream().anyMatch(family -> family.verdict() == verdict);
    }
  }

  /** Returns how it is in a word. */
  public State state() {
    if (loaded == null) {
      return State.FAILED;
    }
    if (problem != null) {
      return State.PROBLEM;
    }
    if (loaded.has(Verdict.DRIFTED)) {
      return State.DRIFTED;
    }
    boolean unknown = loaded.families().isEmpty() || loaded.has(Verdict.NOT_ENOUGH_DATA);
    return unknown ? State.NOT_ENOUGH_DATA : State.STABLE;
  }
}
