package com.nextgen.ml.monitoring.fairness.evidence;

import com.nextgen.ml.monitoring.fairness.gap.Tolerance;

/**
 * Evidence that one figure of two groups is further apart than the tolerance, block by block. A
 * block is what came until both groups had a row; its two means are compared. Two bets are made,
 * one for each end of the tolerance, and their wealth is averaged. Immutable.
 *
 * <p>Of differences the figure is from 0 to 1 in each row, so the mean of a block is. Nothing that
 * came is kept but sums.
 */
public final class GapEvidence {
  private final Tolerance tolerance;
  private final BettingProcess above;
  private final BettingProcess below;
  private final BlockSums open;
  private final long blocks;

  private GapEvidence(
      Tolerance tolerance,
      BettingProcess above,
      BettingProcess below,
      BlockSums open,
      long blocks) {
    this.tolerance = tolerance;
    this.above = above;
    this.below = below;
    this.open = open;
    this.blocks = blocks;
  }

  /** Returns what there is before the first row. */
  public static GapEvidence start(Tolerance tolerance) {
    return new GapEvidence(
        tolerance, BettingProcess.START, BettingProcess.START, BlockSums.EMPTY, 0);
  }

  /**
   * Returns the evidence after a stretch of time, which closes a block if both groups now have a
   * row in it.
   */
  public GapEvidence after(BlockSums stretch) {
    BlockSums block = open.plus(stretch);
    if (!block.isFull()) {
      return new GapEvidence(tolerance, above, below, block, blocks);
    }
    double group = block.groupMean();
    double other = block.otherMean();
    if (tolerance instanceof Tolerance.Ratio ratio) {
      return closed(ratio.threshold() * group - other, ratio.threshold() * other - group);
    }
    double epsilon = tolerance.threshold();
    double difference = group - other;
    return closed((difference - epsilon) / (1 + epsilon), (-difference - epsilon) / (1 + epsilon));
  }

  private GapEvidence closed(double up, double down) {
    return new GapEvidence(
        tolerance, above.after(up), below.after(down), BlockSums.EMPTY, blocks + 1);
  }

  /** Returns the wealth, 1 at the start; an alarm at level α is due where it reaches 1/α. */
  public double value() {
    return Math.exp(logValue());
  }

  /** Returns the logarithm of the wealth, which does not overflow. */
  public double logValue() {
    double most = Math.max(above.logWealth(), below.logWealth());
    return most
        + Math.log((Math.exp(above.logWealth() - most) + Math.exp(below.logWealth() - most)) / 2);
  }

  /** Returns how many blocks were compared. */
  public long blocks() {
    return blocks;
  }
}
