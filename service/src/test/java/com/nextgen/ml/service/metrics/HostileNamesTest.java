package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNamesTest {
  private static final String NUMBER = "a\"} 1\\ ml_fake_total{x=\"";
  private static final String CATEGORICAL = "Größe in \\n, {cm} 尺寸";
  private static final String CATEGORY = "first\nml_fake_total 7\n\"\\";

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/openmetrics-text"})
  void escapesNamesThatLookLikeSyntax(String accept) {
    WatchedService service = new WatchedService();
    WideModel model = new WideModel(List.of(NUMBER), List.of(CATEGORICAL), List.of(CATEGORY));
    VersionObserver observer =
        service.load(new VersionId("wide", 1), model.schema(), model.baseline());
    observer.onRows(
        new RowBlock(2, new double[2], new String[] {CATEGORY, CATEGORY}),
        new PredictionBlock(2, new int[0], new double[2], null),
        RowDetails.NONE);

    Scrape page = Scrape.of(service.page(new GpuCollector(List::of)), accept);

    assertThat(page.named("ml_fake_total")).isEmpty();
    assertThat(
            page.value(
                "ml_input_feature_category_total",
                Map.of("feature", CATEGORICAL, "category", CATEGORY)))
        .isEqualTo(2);
    assertThat(
            page.value(
                "ml_input_feature_distribution_bucket", Map.of("feature", NUMBER, "le", "+Inf")))
        .isEqualTo(2);
  }
}
