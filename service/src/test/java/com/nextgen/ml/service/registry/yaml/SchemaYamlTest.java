package com.nextgen.ml.service.registry.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.registry.RegistryException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaYamlTest {
  private static final String EXAMPLE =
      """
      name: purchase-intent
      owner: team-search
      task: binary-classification            # multiclass-classification | regression
      features:
        - {name: BounceRates, type: numeric}
        - {name: Month, type: categorical, codes: [Jan, Feb, Mar]}
        - {name: Weekend, type: boolean}
        - {name: Visitor, type: categorical, missing: none}
      target: Revenue
      classes: ["false", "true"]
      positive-class: "true"
      label-spellings: {"TRUE": "true", "1": "true"}
      threshold: 0.25
      groups:
        - {attribute: VisitorType, reference: Returning_Visitor, favourable: "true"}
        - {attribute: age, bands: [25, 40, 60]}
      crossed: [[VisitorType, Region]]
      monitoring:
        windows: [5m, 1h]
        minimum-rows: 200
        false-alarms: 2 per 7d
      """;

  @Test
  void theKindOfScoresIsReadAndWritten() throws Exception {
    String margins = EXAMPLE.replace("threshold: 0.25", "score: margin\nthreshold: -1.5");
    ModelSchema schema = read(margins);
    assertThat(schema.scoring()).isEqualTo(new ScoreMeaning(ScoreKind.MARGIN, -1.5));
    assertThat(read(SchemaYaml.write(schema))).isEqualTo(schema);
    ModelSchema unsaid = read(EXAMPLE.replace("threshold: 0.25\n", ""));
    assertThat(unsaid.scoring()).isEqualTo(ScoreMeaning.UNSAID);
    assertThat(read(SchemaYaml.write(unsaid))).isEqualTo(unsaid);
    assertThatThrownBy(() -> read(EXAMPLE.replace("threshold: 0.25", "score: odds")))
        .hasMessageContaining("score 'odds' is not one of probability, margin");
    assertThatThrownBy(() -> read(EXAMPLE.replace("threshold: 0.25", "score: value")))
        .hasMessageContaining("score 'value' is not for binary-classification");
  }

  @Test
  void everyKeyIsRead() throws Exception {
    ModelSchema schema = read(EXAMPLE);
    assertThat(schema)
        .isEqualTo(
            new ModelSchema(
                "purchase-intent",
                "team-search",
                Task.BINARY_CLASSIFICATION,
                List.of(
                    Feature.numeric("BounceRates"),
                    new Feature(
                        "Month", FeatureType.CATEGORICAL, List.of("Jan", "Feb", "Mar"), null),
                    Feature.bool("Weekend"),
                    new Feature("Visitor", FeatureType.CATEGORICAL, List.of(), "none")),
                "Revenue",
                List.of("false", "true"),
                "true",
                Map.of("TRUE", "true", "1", "true"),
                0.25,
                List.of(
                    new GroupAttribute("VisitorType", "Returning_Visitor", "true", List.of()),
                    new GroupAttribute("age", null, null, List.of(25.0, 40.0, 60.0))),
                List.of(List.of("VisitorType", "Region")),
                new MonitoringPolicy(
                    List.of(Window.parse("5m"), Window.parse("1h")),
                    200,
                    FalseAlarmBudget.parse("2 per 7d"))));
  }

  @Test
  void keepsTheSpellingOfScalars() throws Exception {
    ModelSchema schema =
        read(
            """
            name: m
            task: multiclass-classification
            features: [{name: no, type: numeric}, {name: 2026-01-01, type: boolean}]
            classes: [no, yes, 1, 1.0, null value]
            """);
    assertThat(schema.classes()).containsExactly("no", "yes", "1", "1.0", "null value");
    assertThat(schema.features()).extracting(Feature::name).containsExactly("no", "2026-01-01");
    assertThat(schema.monitoring()).isEqualTo(MonitoringPolicy.DEFAULT);
    assertThat(schema.threshold()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threshold: 0.25   | threshhold: 0.25    | line 13: threshhold is not known; known are classes
          threshold: 0.25   | threshold: high     | line 13: threshold: 'high' is not a number
          threshold: 0.25   | threshold: 1.5      | threshold must be between 0 and 1
          threshold: 0.25   | threshold: .nan     | line 13: threshold: '.nan' is not a number
          threshold: 0.25   | threshold: [1]      | line 13: threshold must be a single value
          threshold: 0.25   | owner: twice        | line 13: owner stands twice
          type: numeric     | type: number        | line 5: features.type: type 'number' is not one
          type: numeric     | kind: numeric       | features.kind is not known; known are codes, input, missing, name, type
          type: numeric     | missing: x          | line 5: features.type is missing
          name: Month       | name: Weekend       | features: 'Weekend' stands twice
          Jan, Feb, Mar     | Jan, Jan            | line 6: feature 'Month': codes repeat a name
          Jan, Feb, Mar     | Jan, {a: b}         | line 6: an entry of features.codes must be a single value
          positive-class: "true" | positive-class: perhaps | positive-class must be one of false, true
          task: binary      | task: ternary       | line 3: task: task 'ternary-classification' is not one of
          name: purchase-intent | name: ../etc     | model '../etc' is not a name
          name: purchase-intent | name:            | line 1: name is missing
          windows: [5m, 1h] | windows: [5m, 90d]  | line 19: monitoring.windows: '90d' is longer than 28d
          windows: [5m, 1h] | windows: [soon]     | line 19: an entry of monitoring.windows: duration 'soon'
          windows: [5m, 1h] | windows: 5m         | line 19: monitoring.windows must be a list
          minimum-rows: 200 | minimum-rows: -1    | line 20: monitoring.minimum-rows: '-1' is not a whole number
          2 per 7d          | rarely              | line 21: monitoring.false-alarms: false-alarms 'rarely'
          bands: [25        | bands: [99          | line 16: groups: bands of 'age' must be increasing
          """)
  void errorsNameTheLine(String from, String to, String message) {
    assertThat(EXAMPLE).contains(from);
    assertThatThrownBy(() -> read(EXAMPLE.replace(from, to)))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("model.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]",
        "name: !!java.io.File x",
        "!!java.util.HashMap {name: m}",
        "name: !secret x",
        "name: &a [*a]",
        "&a {name: *a}",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "name: m\n---\nname: n",
        "<<: {name: m}\ntask: regression",
        "name: m\nname: n",
        "? [a, b]\n: c",
        "- name",
        "name",
        "",
        "# only a comment",
        "name: [",
        "name: \"a",
        "\tname: m",
        "name: \u0001",
        "{name: m, task: regression, features: 5}",
        "{name: m, task: regression, features: []}",
        "{name: m, task: regression, features: [{name: x, type: numeric}], classes: [a, b]}",
        "{name: m, task: regression, features: [{name: x, type: [numeric]}]}",
      })
  void hostileDocumentsAreAnError(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("model.yaml")
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("snakeyaml", "java.lang", "Exception"));
  }

  @Test
  void hugeDeepAndBinaryDocumentsAreAnError() {
    assertThatThrownBy(() -> SchemaYaml.read(new byte[(4 << 20) + 1]))
        .hasMessage("model.yaml is larger than 4 MiB");
    assertThatThrownBy(() -> SchemaYaml.read(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .hasMessage("model.yaml is not UTF-8 text");
    assertThatThrownBy(() -> read("name: " + "[".repeat(5_000)))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> read("{a: ".repeat(1_000))).isInstanceOf(RegistryException.class);
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(laughs.toString())).isInstanceOf(RegistryException.class);
  }

  @Property(tries = 300)
  void readsBackWhatItWrote(@ForAll("schemas") ModelSchema schema) throws Exception {
    assertThat(read(SchemaYaml.write(schema))).isEqualTo(schema);
  }

  @Property(tries = 500)
  void anyBytesGiveASchemaOrAnError(@ForAll byte[] bytes) {
    try {
      assertThat(SchemaYaml.read(bytes)).isNotNull();
    } catch (RegistryException e) {
      assertThat(e.getMessage()).startsWith("model.yaml");
    }
  }

  @Provide
  Arbitrary<ModelSchema> schemas() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20),
                Arbitraries.of(
                    "no", "null", "~", "1", "1.0", "- a", "a: b", "#x", "\"", "'", "\\", "é", "😀"))
            .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl));
    Arbitrary<List<Feature>> features =
        Combinators.combine(
                names.list().uniqueElements().ofMinSize(1).ofMaxSize(6),
                names.list().uniqueElements().ofMaxSize(4),
                Arbitraries.strings().ofMaxLength(5).injectNull(0.5),
                Arbitraries.of(FeatureType.values()))
            .as(
                (all, codes, missing, type) ->
                    all.stream()
                        .map(
                            name ->
                                type == FeatureType.NUMERIC
                                    ? Feature.numeric(name)
                                    : new Feature(name, type, codes, missing))
                        .toList());
    Arbitrary<MonitoringPolicy> policies =
        Combinators.combine(
                Arbitraries.of("30s", "5m", "1h", "28d").list().uniqueElements().ofMinSize(1),
                Arbitraries.longs().between(1, 1_000_000),
                Arbitraries.of("1 per 30d", "0.5 per 36h", "12.25 per 90s"))
            .as(
                (windows, rows, alarms) ->
                    new MonitoringPolicy(
                        windows.stream().map(Window::parse).toList(),
                        rows,
                        FalseAlarmBudget.parse(alarms)));
    return Combinators.combine(
            features,
            names.list().uniqueElements().ofMinSize(2).ofMaxSize(2),
            names.injectNull(0.3),
            Arbitraries.doubles().between(0, 1),
            policies)
        .as(
            (inputs, classes, target, threshold, policy) ->
                new ModelSchema(
                    "m",
                    target == null ? "" : target,
                    Task.BINARY_CLASSIFICATION,
                    inputs,
                    target,
                    classes,
                    classes.get(1),
                    Map.of("spelt", classes.get(0)),
                    threshold,
                    List.of(
                        new GroupAttribute(classes.get(0), target, classes.get(1), List.of()),
                        new GroupAttribute("age", null, null, List.of(-1.5, threshold, 1e6))),
                    List.of(List.of("a", classes.get(0))),
                    policy));
  }

  private static ModelSchema read(String text) throws RegistryException {
    return SchemaYaml.read(text.getBytes(UTF_8));
  }
}
