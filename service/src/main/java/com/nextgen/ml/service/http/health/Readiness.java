package com.nextgen.ml.service.http.health;

import jakarta.inject.Singleton;

/** Whether this process wants requests. Balancers ask; requests that come anyway are answered. */
@Singleton
public final class Readiness {
  private volatile boolean ready;

  /** Returns whether requests are wanted; false until {@link #set} says otherwise. */
  public boolean isReady() {
    return ready;
  }

  /** Says whether requests are wanted from now on. */
  public void set(boolean ready) {
    this.ready = ready;
  }
}
