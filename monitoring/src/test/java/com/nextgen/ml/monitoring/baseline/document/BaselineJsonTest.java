package com.nextgen.ml.monitoring.baseline.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineSamples;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

public class BaselineJsonTest {

  @Property(tries = 150)
  void readsBackWhatItWrote(@ForAll long seed) {
    Baseline baseline = BaselineSamples.of(new Random(seed));
    byte[] document = BaselineJson.toBytes(baseline);
    Baseline read = BaselineJson.read(document);
    assertThat(read.counts()).isEqualTo(baseline.counts());
    assertThat(read.summaries()).isEqualTo(baseline.summaries());
    assertThat(read.outputs()).isEqualTo(baseline.outputs());
    assertThat(read.rows()).isEqualTo(baseline.rows());
    assertThat(read.sha256()).isEqualTo(baseline.sha256());
    assertThat(read.capturedAt()).isEqualTo(baseline.capturedAt());
    assertThat(read.inSample()).isEqualTo(baseline.inSample());
    assertThat(read.products()).isEqualTo(baseline.products());
    assertThat(read.background().categorical()).isEqualTo(baseline.background().categorical());
    assertThat(BaselineJson.toBytes(read)).isEqualTo(document);
  }

  @Property(tries = 300)
  void alteredBytesNeverCrashTheReader(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] document = BaselineJson.toBytes(sample());
    if (random.nextBoolean()) {
      document = Arrays.copyOf(document, random.nextInt(document.length));
    } else {
      for (int i = random.nextInt(4); i >= 0; i--) {
        document[random.nextInt(document.length)] = (byte) random.nextInt(256);
      }
    }
    try {
      assertThat(BaselineJson.read(document).layout().columns()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).doesNotContain("Exception", "com.", "java.");
    }
  }

  @Test
  void isReadableByAPerson() {
    String text = text(Schemas.ofNumbers(Precision.FLOAT32, 0.1, 0.2, 0.3));
    assertThat(text)
        .startsWith("{\n  \"format\": 1,\n  \"model\": \"m\",\n")
        .contains("\"edges\": [ 0.15, 0.25, 0.30000004 ]", "\"max\": 0.3,", "\"0.25\": 0.15,")
        .endsWith("}\n");
  }

  @Test
  void errorsNameThePath() {
    String good = text(Schemas.ofNumbers(Precision.FLOAT64, 1, 2, 3));
    BaselineJson.read(bytes(good));
    refused(good.replace("\"format\": 1", "\"format\": 2"), "$.format", "only format 1");
    refused(good.replace("\"rows\": 3", "\"rows\": \"3\""), "$.rows", "a number is expected");
    refused(good.replace("\"rows\": 3", "\"rows\": 4"), "$.features[0].count");
    refused(good.replace("\"rows\": 3", "\"rows\": 3.5"), "$.rows", "whole number");
    refused(good.replace("\"counts\": [ 1,", "\"counts\": [ 2,"), "$.features[0].count");
    refused(good.replace("\"counts\": [ 1,", "\"counts\": ["), "$.features[0].counts", "expected");
    refused(good.replace("\"scale\": ", "\"scale\": -"), "$.features[0]", "scale above 0");
    refused(good.replace("2026-11", "noon"), "$.capturedAt", "a time such as");
    refused(good.replace("\"ab12\"", "\"../x\""), "$.sha256");
    refused(good.replace("\"m\"", "\"../m\""), "'../m' is not a name");
    refused(good.replace("\"missing\": 0", "\"missing\": NaN"), "not JSON at line");
    refused(good.replace("\"missing\": 0", "\"missing\": 1e999"), "$.features[0].missing");
    refused(good + "{}", "behind");
    refused("[]", "$: a JSON object is expected");
  }

  @Test
  void edgesMustIncrease() {
    String good = text(Schemas.ofNumbers(Precision.FLOAT64, 1, 2));
    String edges = "[ 1.5, 2.000000238418579 ]";
    assertThat(good).contains("\"edges\": " + edges);
    refused(good.replace(edges, "[ 2.0, 1.5 ]"), "$.features[0].edges[1]", "increase");
    refused(good.replace(edges, "[ 2.0, 2.0 ]"), "$.features[0].edges[1]", "increase");
    refused(
        good.replace("\"publishedEdges\": [ ]", "\"publishedEdges\": [ 1.7 ]"),
        "$.features[0].publishedEdges[0]");
  }

  @Test
  void edgesOfOlderBaselinesStay() {
    String old =
        text(Schemas.ofNumbers(Precision.FLOAT64, 0.1, 0.2))
            .replaceFirst("\"edges\": \\[[^]]*]", "\"edges\": [ 0.1, 0.2 ]")
            .replaceFirst("\"lowerBound\": [^,]*", "\"lowerBound\": 0.1");
    Baseline read = BaselineJson.read(bytes(old));
    NumericBins bins = (NumericBins) read.layout().columns().get(0).bins();
    assertThat(bins.edges()).containsExactly(0.1, 0.2);
    assertThat(bins.minimum()).isEqualTo(0.1);
    assertThat(bins.indexOf(0.1f)).isEqualTo(1);
    assertThat(text(read)).isEqualTo(old);
  }

  @Test
  void sizesAreLimited() {
    String good = text(Schemas.ofNames("a", "b"));
    String rest = "\"r\",".repeat(3) + "\"s\"";
    refused(good.replace("\"rest\": [ ]", "\"rest\": [" + rest + "]"), "$.features[0].rest");
    StringBuilder many = new StringBuilder("\"0\"");
    for (int i = 1; i <= 100_001; i++) {
      many.append(",\"").append(i).append('"');
    }
    refused(good.replace("\"rest\": [ ]", "\"rest\": [" + many + "]"), "more categories");
    refused("{\"a\":".repeat(50) + "1" + "}".repeat(50), "nested too deep");
    refused("{\"a\": 1, \"a\": 2}", "not JSON at line 1");
  }

  @Test
  void ignoresUnknownKeys() {
    String good = text(Schemas.ofNames("a", "b"));
    Baseline read = BaselineJson.read(bytes(good.replaceFirst("\\{", "{\"new\": [{}, [1]],")));
    assertThat(read.rows()).isEqualTo(2);
  }

  @Test
  void withoutBackgroundThereIsNone() {
    RowBlock rows = new RowBlock(1, new double[0], new String[] {"a"});
    BaselineLimits none = new BaselineLimits(10, 10, 10, 10, 10, 0);
    Baseline baseline =
        Schemas.inputs(Schemas.regression(Feature.categorical("x")), Precision.FLOAT32, none, rows)
            .build("", Schemas.NOON);
    assertThat(text(baseline)).doesNotContain("background");
    assertThat(BaselineJson.read(BaselineJson.toBytes(baseline)).background().rows()).isZero();
  }

  public static Baseline sample() {
    return BaselineSamples.of(new Random(4), Task.BINARY_CLASSIFICATION, true, 300);
  }

  private static void refused(String document, String... messages) {
    assertThatThrownBy(() -> BaselineJson.read(bytes(document)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messages);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Baseline baseline) {
    return new String(BaselineJson.toBytes(baseline), StandardCharsets.UTF_8);
  }
}
