package com.nextgen.ml.service.history.delta;

import java.time.Duration;

/**
 * How long a replica is taken to run after it was last heard of.
 *
 * @param length after which another may take over
 * @param renewal how often a replica says that it runs, at most a third of {@code length}
 */
public record LeaseTerms(Duration length, Duration renewal) {
  /** Another takes over within twenty seconds. */
  public static final LeaseTerms USUAL =
      new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(3));

  public LeaseTerms {
    if (renewal.toMillis() < 1 || renewal.multipliedBy(3).compareTo(length) > 0) {
      throw new IllegalArgumentException("a lease must be renewed three times before it runs out");
    }
  }
}
