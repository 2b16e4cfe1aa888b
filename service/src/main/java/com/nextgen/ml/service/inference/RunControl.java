package com.nextgen.ml.service.inference;

/** How the runs of one version are let run: where, how many at a time, and whether at all. */
public final class RunControl implements StuckRuns {
  private final ShortRuns shortRuns;
  private final Fence fence;
  private final Lane lane = new Lane();

  private RunControl(VersionId id, int proof) {
    this.shortRuns = new ShortRuns(proof);
    this.fence = new Fence(id);
  }

  /** Of a version of which nothing is known: it runs in the pool until its runs proved short. */
  public static RunControl of(VersionId id) {
    return new RunControl(id, ShortRuns.PROOF);
  }

  /** Of a version that runs on event loops until one of its runs has to be ended there. */
  public static RunControl trusted(VersionId id) {
    return new RunControl(id, 0);
  }

  /** Whether a batch may run on an event loop. */
  public boolean isShort(int rows) {
    return shortRuns.isProved(rows);
  }

  /** What keeps calls away while the version hangs. */
  public Fence fence() {
    return fence;
  }

  /** How many of its calls wait for their turn in the pool. */
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
