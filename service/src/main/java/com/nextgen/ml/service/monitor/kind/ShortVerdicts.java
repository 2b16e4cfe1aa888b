package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The last verdicts of a kind in short, from its findings. */
final class ShortVerdicts {
  /** Names that are said. */
  private static final int MAX_NAMES = 3;

  private ShortVerdicts() {}

  /**
   * Returns them of the windows that ended last.
   *
   * @param verdict of a finding
   * @param drifted what has drifted by it, in the order in which it is named
   */
  static <F extends Finding> List<ShortVerdict> of(
      VersionMonitor version,
      Class<F> kind,
      Function<F, Verdict> verdict,
      Function<F, List<String>> drifted) {
    return version.reports().judged().stream()
        .flatMap(
            found ->
                found.of(kind).stream()
                    .map(
                        finding ->
                            new ShortVerdict(
                                found.window(),
                                found.from(),
                                verdict.apply(finding),
                                verdict.apply(finding) == Verdict.NOT_ENOUGH_DATA
                                    ? shortage(version, found)
                                    : named(drifted.apply(finding)))))
        .toList();
  }

  /** Returns some names, and how many more there are. */
  static String named(List<String> names) {
    Stream<String> some = names.stream().limit(MAX_NAMES).map(Messages::quoted);
    Stream<String> more =
        names.size() > MAX_NAMES ? Stream.of((names.size() - MAX_NAMES) + " more") : Stream.empty();
    return String.join(", ", Stream.concat(some, more).toList());
  }

  private static String shortage(VersionMonitor version, WindowFindings found) {
    if (version.baseline() == null) {
      return Reason.NO_BASELINE.code();
    }
    long minimum = version.schema().monitoring().minimumRows();
    return found.rows() < minimum
        ? found.rows() + " of " + minimum + " rows"
        : "nothing can be compared";
  }
}
