package com.nextgen.ml.monitoring.attribution.tree;

import java.util.List;

/** A node of a tree. */
public sealed interface TreeNode {

  /**
   * A node that asks.
   *
   * @param column the value that is asked about
   * @param yes the place of the node that follows if the condition holds
   * @param no the place of the other
   */
  record Branch(int column, Condition condition, int yes, int no) implements TreeNode {
    public Branch {
      if (column < 0) {
        throw new IllegalArgumentException("a branch asks about column " + column);
      }
    }
  }

  /**
   * A node that answers.
   *
   * @param weights what it adds to outputs; empty for none
   */
  record Leaf(List<Weight> weights) implements TreeNode {
    public Leaf {
      weights = List.copyOf(weights);
    }

    /** A leaf of an ensemble with one output. */
    public static Leaf of(double value) {
      return new Leaf(List.of(new Weight(0, value)));
    }
  }

  /**
   * What a leaf adds to one output.
   *
   * @param value finite
   */
  record Weight(int output, double value) {
    public Weight {
      if (output < 0) {
        throw new IllegalArgumentException("a leaf adds to output " + output);
      }
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a leaf adds " + value);
      }
    }
  }
}
