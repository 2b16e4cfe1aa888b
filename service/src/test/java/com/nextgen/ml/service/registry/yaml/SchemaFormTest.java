package com.nextgen.ml.service.registry.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.service.registry.yaml.document.Key;
import com.nextgen.ml.service.registry.yaml.document.Mapping;
import com.nextgen.ml.service.registry.yaml.document.Value;
import com.nextgen.ml.service.registry.yaml.document.View;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever can be declared is read, written, and shown by the API under the same keys. */
class SchemaFormTest {
  private static final String OPENAPI = "/com/nextgen/ml/service/http/openapi.yml";

  /** Every key there is, each with another value than the one that holds by default. */
  private static final String EVERY_KEY =
      """
      name: m
      owner: team
      task: binary-classification
      score: margin
      features:
        - {name: pages, type: numeric}
        - {name: visitor, type: categorical, codes: [New, "Old one"], missing: none, input: visitor_type}
      target: revenue
      classes: ["no", "yes"]
      positive-class: "yes"
      label-spellings:
        "1": "yes"
        spelt: "yes"
      missing-spellings: ["", "?", NA]
      threshold: -1.5
      groups:
        - {attribute: visitor, reference: "Old one", favourable: "yes"}
        - {attribute: age, bands: [25, 40.5]}
      crossed:
        - [visitor, age]
      monitoring:
        windows: [5m, 1h]
        minimum-rows: 200
        false-alarms: 2 per 7d
        budget: {drift: 0.25, quality: 0.25, performance: 0.125, fairness: 0.125, concept: 0.125, segments: 0.125}
        thresholds: {jensen-shannon: 0.4, psi: 0.25, dataset-ratio: 0.3}
        features:
          pages: {psi: 0.3, minimum-rows: 1000, watch: false}
        show-values: true
        segments: [visitor]
        label-delay: 36h
        labels-per-day: 120.5
        retention: 30d
        log-features: true
        concept: {margin: 0.05, detectors: [adwin]}
        multivariate: {rows: 5000}
        performance: {drop: 0.03, growth: 0.5}
        fairness: {judge: [equalized-odds, disparate-impact], difference: 0.05, ratio: 0.9, minimum: 50}
      """;

  @Test
  void readsAndWritesEveryKeyUnchanged() throws Exception {
    ModelSchema schema = SchemaYaml.read(EVERY_KEY.getBytes(UTF_8));

    assertThat(SchemaYaml.write(schema)).isEqualTo(EVERY_KEY);
    assertThat(declared(SchemaForm.FORM, schema)).isEqualTo(names(SchemaForm.FORM));
    assertThat(declared(PolicyForm.FORM, schema.monitoring())).isEqualTo(names(PolicyForm.FORM));
  }

  @Test
  void writesOnlyWhatDiffersFromTheDefault() throws Exception {
    String small =
        """
        name: m
        task: regression
        features:
          - {name: x, type: numeric}
        """;
    assertThat(SchemaYaml.write(SchemaYaml.read(small.getBytes(UTF_8)))).isEqualTo(small);

    String one = small + "monitoring: {performance: {drop: 0.1}}\n";
    assertThat(SchemaYaml.write(SchemaYaml.read(one.getBytes(UTF_8))))
        .isEqualTo(
            small
                + """
                monitoring:
                  windows: [5m, 1h, 1d]
                  minimum-rows: 500
                  false-alarms: 1 per 30d
                  performance: {drop: 0.1, growth: 0.2}
                """);
  }

  @Test
  void apiHasEveryKeyInCamelCase() throws Exception {
    ModelSchema schema = SchemaYaml.read(EVERY_KEY.getBytes(UTF_8));

    Set<String> yaml = new TreeSet<>();
    keys("", yaml(SchemaYaml.write(schema)), true, yaml);
    Set<String> json = new TreeSet<>();
    keys("", shown(schema), false, json);

    assertThat(json).isEqualTo(yaml);
    assertThat(json).contains("/monitoring/performance/drop", "/monitoring/features/pages/watch");
  }

  @Test
  void apiShowsDefaults() throws Exception {
    ModelSchema schema =
        SchemaYaml.read(
            "{name: m, task: regression, features: [{name: x, type: numeric}]}".getBytes(UTF_8));

    assertThat(shown(schema))
        .isEqualTo(
            new ObjectMapper()
                .readValue(
                    """
                    {"name": "m", "owner": "", "task": "regression", "score": "value",
                     "features": [{"name": "x", "type": "numeric"}],
                     "groups": [], "crossed": [],
                     "monitoring": {
                       "windows": ["5m", "1h", "1d"], "minimumRows": 500,
                       "falseAlarms": "1 per 30d",
                       "budget": {
                         "drift": 0.16666666666666666, "quality": 0.16666666666666666,
                         "performance": 0.16666666666666666, "fairness": 0.16666666666666666,
                         "concept": 0.16666666666666666, "segments": 0.16666666666666666},
                       "thresholds": {"datasetRatio": 0.5}, "features": {},
                       "showValues": false, "segments": [], "labelDelay": "0s",
                       "retention": "90d", "logFeatures": false,
                       "concept": {"margin": 0.02, "detectors": ["e-detector"]},
                       "multivariate": {"rows": 0},
                       "performance": {"drop": 0.05, "growth": 0.2},
                       "fairness": {"judge": ["equal-opportunity"], "difference": 0.1, "ratio": 0.8, "minimum": 100}}}
                    """,
                    Map.class));
  }

  @Test
  void openApiHasTheSameKeys() throws Exception {
    Map<?, ?> shown = shown(SchemaYaml.read(EVERY_KEY.getBytes(UTF_8)));
    Map<?, ?> described = properties(at(at(at(openApi(), "components"), "schemas"), "Schema"));

    assertThat(described.keySet()).isEqualTo(shown.keySet());
    assertThat(properties(at(described, "monitoring")).keySet())
        .isEqualTo(at(shown, "monitoring").keySet());
    for (String group : List.of("concept", "multivariate", "performance")) {
      assertThat(properties(at(properties(at(described, "monitoring")), group)).keySet())
          .isEqualTo(at(at(shown, "monitoring"), group).keySet());
    }
  }

  private static <R> List<String> declared(Mapping<R> form, R of) {
    return form.write(of, View.DECLARED).fields().stream().map(Value.Field::key).toList();
  }

  private static List<String> names(Mapping<?> form) {
    return form.keys().stream().map(Key::name).toList();
  }

  private static Map<?, ?> openApi() throws Exception {
    try (InputStream in = SchemaJson.class.getResourceAsStream(OPENAPI)) {
      return yaml(new String(in.readAllBytes(), UTF_8));
    }
  }

  private static Map<?, ?> at(Map<?, ?> map, String key) {
    return (Map<?, ?>) map.get(key);
  }

  private static Map<?, ?> properties(Map<?, ?> type) {
    return at(type, "properties");
  }

  private static Map<?, ?> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static Map<?, ?> shown(ModelSchema schema) throws Exception {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      SchemaJson.write(out, schema);
    }
    return new ObjectMapper().readValue(text.toString(), Map.class);
  }

  /** Adds the paths of all keys; those of a list's items together. */
  private static void keys(String path, Object value, boolean kebab, Set<String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> {
            String name = String.valueOf(key);
            String at = path + "/" + (kebab ? camelCase(name) : name);
            into.add(at);
            keys(at, inner, kebab, into);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(item -> keys(path, item, kebab, into));
    }
  }

  private static String camelCase(String key) {
    return EffectThresholds.TESTS.contains(key)
        ? key // tests keep their names
        : Pattern.compile("-(.)").matcher(key).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }
}
