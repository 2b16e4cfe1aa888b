package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * An ensemble and whose its columns are: a feature that a pipeline turned into several columns is
 * one player.
 *
 * @param players the player of each column, from 0
 * @param playerCount how many players there are; some may own no column
 */
public record TreeGame(TreeEnsemble ensemble, List<Integer> players, int playerCount) {
  /** Distinct players on one path: their patterns are the bits of a long. */
  static final int MAX_PATH = 62;

  public TreeGame {
    players = List.copyOf(players);
    if (!ensemble.aggregate().isAdditive()) {
      throw new IllegalArgumentException(
          "the trees of an ensemble that takes their " + ensemble.aggregate() + " do not add up");
    }
    if (players.size() != ensemble.columns()) {
      throw new IllegalArgumentException("each column has a player");
    }
    for (int player : players) {
      if (player < 0 || player >= playerCount) {
        throw new IllegalArgumentException("player " + player + " of " + playerCount);
      }
    }
  }

  /** A game in which every column is a player. */
  public static TreeGame ofColumns(TreeEnsemble ensemble) {
    List<Integer> players = new ArrayList<>();
    for (int column = 0; column < ensemble.columns(); column++) {
      players.add(column);
    }
    return new TreeGame(ensemble, players, players.size());
  }

  /**
   * Returns the trees laid out for evaluation.
   *
   * @throws IllegalArgumentException if a path asks about more than 62 players
   */
  List<FlatTree> flatten() {
    return ensemble.trees().stream().map(tree -> FlatTree.of(tree, players)).toList();
  }
}
