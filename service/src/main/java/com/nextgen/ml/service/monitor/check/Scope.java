package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.CountsHistory;

/**
 * Over what a report sums.
 *
 * @param isCluster whether over all replicas that share a store; else over this process alone
 * @param replicas that run now, at least 1
 */
public record Scope(boolean isCluster, int replicas) {
  /** This process alone. */
  public static final Scope INSTANCE = new Scope(false, 1);

  public static Scope of(CountsHistory history) {
    return history.isShared() ? new Scope(true, history.replicas()) : INSTANCE;
  }

  /** Returns what a report of this scope is about. */
  public Subject subject(VersionId id, Against against) {
    return new Subject(
        id.model(),
        Integer.toString(id.version()),
        isCluster ? "cluster" : "instance",
        replicas,
        against.code());
  }
}
