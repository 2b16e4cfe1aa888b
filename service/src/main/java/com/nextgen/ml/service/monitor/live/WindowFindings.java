package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict on a window says in short, which is shown until two more windows have passed.
 *
 * @param from when the window began; null if unknown
 * @param to when it ended
 * @param findings of each kind of report that was made
 */
public record WindowFindings(
    Window window, @Nullable Instant from, Instant to, long rows, List<Finding> findings) {
  private static final int SHOWN_WINDOWS = 2;

  public WindowFindings {
    findings = List.copyOf(findings);
  }

  /** Returns what was found of one kind; empty if no such report was made. */
  public <F extends Finding> Optional<F> of(Class<F> kind) {
    return findings.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /**
   * Returns whether so much time has passed since the window ended that its verdict is shown no
   * more.
   */
  public boolean isPast(Instant now) {
    return to.plus(window.length().multipliedBy(SHOWN_WINDOWS)).isBefore(now);
  }

  /** Returns whichever of the two is of the window that ended later. */
  static WindowFindings later(WindowFindings one, WindowFindings other) {
    return other.to.isBefore(one.to) ? one : other;
  }
}
