package com.nextgen.ml.monitoring.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RowBlockTest {
  private static final RowBlock ROWS =
      new RowBlock(3, new double[] {1, 2, 3, 4, 5, 6}, new String[] {"a", null, "c"});

  @Test
  void givesValuesByRowAndPlace() {
    assertThat(ROWS.number(1, 0)).isEqualTo(3);
    assertThat(ROWS.number(2, 1)).isEqualTo(6);
    assertThat(ROWS.text(0, 0)).isEqualTo("a");
    assertThat(ROWS.text(1, 0)).isNull();
  }

  @Test
  void slicesAndSelectsCopies() {
    RowBlock slice = ROWS.slice(1, 3);
    assertThat(slice.rows()).isEqualTo(2);
    assertThat(slice.numeric()).containsExactly(3, 4, 5, 6);
    assertThat(slice.categorical()).containsExactly(null, "c");

    RowBlock chosen = ROWS.select(new int[] {2, 0, 2});
    assertThat(chosen.numeric()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(chosen.categorical()).containsExactly("c", "a", "c");

    chosen.numeric()[0] = 99;
    slice.numeric()[0] = 99;
    assertThat(ROWS.numeric()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void selectsNoRowsOfAny() {
    assertThat(ROWS.select(new int[0]).rows()).isZero();
    assertThat(ROWS.slice(1, 1).rows()).isZero();
    assertThat(RowBlock.withoutFeatures(2).select(new int[] {1}).numericWidth()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowBlock(2, new double[3], new String[0]));
  }

  @Test
  void selectsPredictionsWithAndWithoutScoresOfAllClasses() {
    PredictionBlock said =
        new PredictionBlock(
            2, new int[] {0, 1}, new double[] {0.9, 0.8}, new double[] {0.9, 0.1, 0.2, 0.8});

    PredictionBlock second = said.select(new int[] {1});
    assertThat(second.classIndex()).containsExactly(1);
    assertThat(second.score()).containsExactly(0.8);
    assertThat(second.scores()).containsExactly(0.2, 0.8);

    assertThat(said.withoutScores().select(new int[] {1}).scores()).isEmpty();
    assertThat(PredictionBlock.none(2).select(new int[] {1}).classIndex()).isEmpty();
    assertThat(
            new PredictionBlock(1, new int[0], new double[] {3}, null)
                .select(new int[] {0, 0})
                .scores())
        .isNull();
  }
}
