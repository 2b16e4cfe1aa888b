package com.nextgen.ml.service.inference;

/** How the runs of one version are let run: where, how many at a time, and whether at all. */
public final class RunControl implements StuckRuns {
  private final ShortRuns shortRuns;
  private final boolean steady;
  private final Fence fence;
  private final Lane lane = new Lane();

  private RunControl(VersionId id, int proof, boolean steady) {
    this.shortRuns = new ShortRuns(proof);
    this.steady = steady;
    this.fence = new Fence(id);
  }

  /**
   * Of a version of which nothing is known: it runs in the pool until its runs proved short.
   *
   * @param steady whether the time of a run depends on how many rows there are alone; short runs
   *     prove nothing else, so a version of which that is not known stays in the pool
   */
  public static RunControl of(VersionId id, boolean steady) {
    return new RunControl(id, ShortRuns.PROOF, steady);
  }

  /** Of a version that runs on event loops until one of its runs has to be ended there. */
  public static RunControl trusted(VersionId id) {
    return new RunControl(id, 0, true);
  }

  /** Returns whether a batch may run on an event loop. */
  public boolean isShort(int rows) {
    return steady && shortRuns.isProved(rows);
  }

  /** Returns what keeps calls away while the version hangs. */
  public Fence fence() {
    return fence;
  }

  /** Returns how many of its calls wait for their turn in the pool. */
  public int waiting() {
    return lane.waiting();
  }

  public ShortRuns shortRuns() {
    return shortRuns;
  }

  Lane lane() {
    return lane;
  }

  @Override
  public void stuck() {
    fence.stuck();
    lane.flush();
  }

  @Override
  public void freed() {
    fence.freed();
  }
}
