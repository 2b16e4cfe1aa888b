package com.nextgen.ml.monitoring.attribution.tree;

import java.util.List;

/**
 * What a leaf depends on and what it adds.
 *
 * @param players of the path, each once, in the order of the bits of a pattern
 */
record LeafPath(List<Integer> players, List<TreeNode.Weight> weights) {
  LeafPath {
    players = List.copyOf(players);
    weights = List.copyOf(weights);
  }

  /** Returns how many bits a pattern has. */
  int width() {
    return players.size();
  }
}
