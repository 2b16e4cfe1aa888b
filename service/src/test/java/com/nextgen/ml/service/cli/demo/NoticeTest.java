package com.nextgen.ml.service.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What drifted, as a person sees it. */
class NoticeTest {
  private static final String REPORT =
      """
      {"window": {"rows": 200},
       "features": [
         {"name": "hour", "tests": [{"test": "psi", "statistic": 0.01}]},
         {"name": "basket_size", "tests": [{"test": "ks", "statistic": 0.4}, {"test": "psi", "statistic": 0.5}],
          "reference": {"bins": [{"count": 400}, {"count": 200}, {"count": 0}]},
          "current": {"bins": [{"count": 20}, {"count": 40}, {"count": 80}]},
          "quality": {"missing": 60, "above": 1, "unseen": 0}}],
       "prediction": {"name": "score", "tests": [{"test": "psi", "statistic": 4.2}]},
       "predictedClass": {"name": "class", "tests": []}}
      """;

  @Test
  void drawsWhatDriftedAndNothingElse() throws Exception {
    JsonNode report = new ObjectMapper().readTree(REPORT);

    assertThat(Notice.lines(report, Set.of("basket_size", "score", "class")))
        .containsExactly(
            "basket_size  ██████       PSI 0.50  training █▅·  now ▂▄▇, 30 % missing",
            "score        ████████████ PSI 4.20", "class      ");
    assertThat(Notice.lines(report, Set.of())).isEmpty();
  }

  @Test
  void aBarHasItsWidthWhateverTheFigure() {
    for (double share : new double[] {-1, 0, 0.01, 0.5, 0.999, 1, 1e300, Double.NaN}) {
      assertThat(Picture.bar(share, 12)).as("%s", share).hasSize(12);
    }
    assertThat(Picture.bar(0.5625, 4)).isEqualTo("██▎ ");
  }

  @Test
  void manyBinsAreDrawnTogether() {
    double[] shares = new double[100];
    java.util.Arrays.fill(shares, 0, 50, 0.02);

    assertThat(Picture.profile(shares, Picture.highest(shares)))
        .isEqualTo("█".repeat(10) + "·".repeat(10));
  }
}
