package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.Key;
import com.nextgen.ml.service.registry.yaml.document.Mapping;
import com.nextgen.ml.service.registry.yaml.document.Scalar;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What counts as a difference that matters: thresholds by test, of all and of single features. */
final class DriftForms {
  private static final Key<DriftSettings, Double> DATASET_RATIO =
      Key.usual(
          "dataset-ratio",
          Scalar.DECIMAL,
          DriftSettings::datasetRatio,
          DriftSettings.DEFAULT.datasetRatio());

  /** Of settings without single features. */
  static final Mapping<DriftSettings> THRESHOLDS =
      new Mapping<>(
          withTests(DriftSettings::thresholds, List.of(DATASET_RATIO)),
          in -> new DriftSettings(thresholds(in), DATASET_RATIO.of(in), Map.of()));

  private static final Key<FeaturePolicy, Long> MINIMUM_ROWS =
      Key.optional("minimum-rows", Scalar.WHOLE, feature -> boxed(feature.minimumRows()));
  private static final Key<FeaturePolicy, Boolean> WATCH =
      Key.usual("watch", Scalar.FLAG, FeaturePolicy::watch, true);

  static final Mapping<FeaturePolicy> FEATURE =
      new Mapping<>(
          withTests(FeaturePolicy::thresholds, List.of(MINIMUM_ROWS, WATCH)), DriftForms::feature);

  private DriftForms() {}

  private static <R> List<Key<R, ?>> withTests(
      Function<R, EffectThresholds> thresholds, List<Key<R, ?>> others) {
    List<Key<R, ?>> keys = new ArrayList<>();
    EffectThresholds.TESTS.stream().sorted().forEach(test -> keys.add(test(test, thresholds)));
    keys.addAll(others);
    return keys;
  }

  private static <R> Key<R, Double> test(String test, Function<R, EffectThresholds> thresholds) {
    Key<R, Double> key =
        Key.optional(
            test,
            Scalar.DECIMAL,
            of -> Optional.ofNullable(thresholds.apply(of).byTest().get(test)));
    return key.asSpelled();
  }

  private static FeaturePolicy feature(YamlMapping in) throws RegistryException {
    EffectThresholds thresholds = thresholds(in);
    Optional<Long> rows = MINIMUM_ROWS.find(in);
    try {
      return new FeaturePolicy(
          thresholds,
          rows.isPresent() ? OptionalLong.of(rows.get()) : OptionalLong.empty(),
          WATCH.of(in));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(in.path() + ": " + e.getMessage(), e);
    }
  }

  private static EffectThresholds thresholds(YamlMapping in) throws RegistryException {
    Map<String, Double> byTest = new HashMap<>();
    for (String test : EffectThresholds.TESTS) {
      Optional<Double> threshold = test(test, (EffectThresholds of) -> of).find(in);
      if (threshold.isPresent()) {
        byTest.put(test, threshold.get());
      }
    }
    try {
      return new EffectThresholds(byTest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(in.path() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
