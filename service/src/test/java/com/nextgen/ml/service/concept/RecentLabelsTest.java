package com.nextgen.ml.service.concept;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.concept.BinRanges;
import com.nextgen.ml.monitoring.concept.DriftLocation;
import com.nextgen.ml.monitoring.concept.LabelsByRange.FeatureRanges;
import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prices that come late, of the example's regression. */
class RecentLabelsTest {
  private static final int ROWS = 1_000;

  private final Path model = example().resolve("registry/price-suggestion");
  private final ModelSchema schema =
      SchemaYaml.read(Files.readAllBytes(model.resolve("model.yaml")));
  private final Baseline baseline =
      BaselineJson.read(Files.readAllBytes(model.resolve("versions/1/baseline.json")));
  private final NumericBins predicted = OutcomeLayout.of(schema, baseline.layout()).scores();
  private final List<FeatureRanges> features = new BinRanges(baseline.layout()).features();
  private final Random random = new Random(11);

  RecentLabelsTest() throws Exception {}

  @Test
  void namesTheCategoryWithLargerErrors() {
    FeatureRanges category = features.get(0);
    DriftLocation where = new RecentLabels(schema, baseline, outcomes(40)).where().orElseThrow();

    assertThat(category.name()).isEqualTo("category");
    assertThat(where.feature()).isEqualTo("category");
    assertThat(where.range()).isEqualTo(category.ranges().get(1));
    assertThat(where.observed()).isLessThan(where.expected() - 30);
  }

  @Test
  void namesNoCategoryIfErrorsAreAsHeldOut() {
    assertThat(new RecentLabels(schema, baseline, outcomes(0)).where()).isEmpty();
  }

  @Test
  void leavesOutRowsWithoutAValue() {
    List<Outcome> none =
        outcomes(40).stream().map(outcome -> outcome(outcome, Double.NaN)).toList();
    assertThat(new RecentLabels(schema, baseline, none).where()).isEmpty();
  }

  /** Rows whose errors are as on held-out rows, but for one category, worth more by so much. */
  private List<Outcome> outcomes(double more) {
    ErrorBins errors = baseline.outputs().performance().errorBins();
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < ROWS) {
      int bin = random.nextInt(errors.counts().size());
      long n = errors.counts().get(bin);
      if (n < 2) {
        continue;
      }
      double mean = errors.errorSums().get(bin) / n;
      double variance = errors.squaredErrorSums().get(bin) / n - mean * mean;
      byte[] bins = new byte[features.size()];
      for (int f = 0; f < bins.length; f++) {
        bins[f] = (byte) random.nextInt(3);
      }
      double score = predicted.edge(bin);
      double error = mean + Math.sqrt(variance) * random.nextGaussian();
      double actual = score - error + (bins[0] == 1 ? more : 0);
      outcomes.add(
          new Outcome(
              outcomes.size() + 1,
              new VersionId("price-suggestion", 1),
              "p" + outcomes.size(),
              0,
              0,
              0,
              -1,
              score,
              null,
              bin,
              List.of(),
              -1,
              actual,
              Map.of(),
              bins,
              RowCluster.NONE));
    }
    return outcomes;
  }

  private static Outcome outcome(Outcome of, double actual) {
    return new Outcome(
        of.sequence(),
        of.version(),
        of.id(),
        of.predictedAt(),
        of.labelledAt(),
        of.receivedAt(),
        of.predictedClass(),
        of.score(),
        of.scores(),
        of.scoreBin(),
        of.classes(),
        of.actualClass(),
        actual,
        of.groups(),
        of.featureBins(),
        of.cluster());
  }

  private static Path example() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples/marketplace"))) {
      at = at.getParent();
    }
    return at.resolve("examples/marketplace");
  }
}
