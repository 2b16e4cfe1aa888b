package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code monitoring} of {@code model.yaml}; every key is optional. */
final class PolicyYaml {
  private static final String DATASET_RATIO = "dataset-ratio";

  private PolicyYaml() {}

  static MonitoringPolicy read(@Nullable YamlMapping monitoring) throws RegistryException {
    MonitoringPolicy otherwise = MonitoringPolicy.DEFAULT;
    if (monitoring == null) {
      return otherwise;
    }
    monitoring.allowOnly(
        "windows",
        "minimum-rows",
        "false-alarms",
        "budget",
        "thresholds",
        "features",
        "show-values",
        "segments",
        "label-delay",
        "labels-per-day",
        "retention",
        "log-features",
        "concept",
        "multivariate",
        "performance");
    List<Window> windows = monitoring.list("windows", Window::parse);
    try {
      return new MonitoringPolicy(
          windows.isEmpty() ? otherwise.windows() : windows,
          monitoring.integer("minimum-rows", otherwise.minimumRows()),
          monitoring.parsed("false-alarms", otherwise.falseAlarms(), FalseAlarmBudget::parse),
          budget(monitoring.mapping("budget")),
          drift(monitoring.mapping("thresholds"), monitoring.mapping("features")),
          monitoring.flag("show-values", otherwise.showValues()),
          monitoring.texts("segments"),
          labels(monitoring),
          log(monitoring),
          concept(monitoring.mapping("concept")),
          multivariate(monitoring.mapping("multivariate")),
          performance(monitoring.mapping("performance")));
    } catch (IllegalArgumentException e) {
      throw monitoring.error(String.valueOf(e.getMessage()));
    }
  }

  private static BudgetShares budget(@Nullable YamlMapping budget) throws RegistryException {
    if (budget == null) {
      return BudgetShares.EQUAL;
    }
    budget.allowOnly(
        Arrays.stream(AlarmFamily.values()).map(AlarmFamily::code).toArray(String[]::new));
    Map<AlarmFamily, Double> named = new EnumMap<>(AlarmFamily.class);
    for (AlarmFamily family : AlarmFamily.values()) {
      if (budget.text(family.code()) != null) {
        named.put(family, budget.number(family.code(), 0));
      }
    }
    try {
      return BudgetShares.of(named);
    } catch (IllegalArgumentException e) {
      throw budget.error(String.valueOf(e.getMessage()));
    }
  }

  private static DriftSettings drift(
      @Nullable YamlMapping thresholds, @Nullable YamlMapping features) throws RegistryException {
    DriftSettings otherwise = DriftSettings.DEFAULT;
    Map<String, FeaturePolicy> byFeature = new HashMap<>();
    if (features != null) {
      for (String name : features.keys()) {
        YamlMapping feature = features.mapping(name);
        if (feature != null) {
          byFeature.put(name, feature(feature));
        }
      }
    }
    if (thresholds == null) {
      return new DriftSettings(otherwise.thresholds(), otherwise.datasetRatio(), byFeature);
    }
    try {
      return new DriftSettings(
          effects(thresholds, DATASET_RATIO),
          thresholds.number(DATASET_RATIO, otherwise.datasetRatio()),
          byFeature);
    } catch (IllegalArgumentException e) {
      throw thresholds.error(String.valueOf(e.getMessage()));
    }
  }

  private static FeaturePolicy feature(YamlMapping feature) throws RegistryException {
    EffectThresholds thresholds = effects(feature, "minimum-rows", "watch");
    long minimumRows = feature.integer("minimum-rows", -1);
    try {
      return new FeaturePolicy(
          thresholds,
          minimumRows < 0 ? OptionalLong.empty() : OptionalLong.of(minimumRows),
          feature.flag("watch", true));
    } catch (IllegalArgumentException e) {
      throw feature.error(feature.path() + ": " + e.getMessage());
    }
  }

  /** The thresholds among keys of which {@code others} are none. */
  private static EffectThresholds effects(YamlMapping mapping, String... others)
      throws RegistryException {
    List<String> known = new ArrayList<>(EffectThresholds.TESTS);
    known.addAll(Arrays.asList(others));
    mapping.allowOnly(known.toArray(String[]::new));
    Map<String, Double> byTest = new HashMap<>();
    for (String test : EffectThresholds.TESTS) {
      if (mapping.text(test) != null) {
        byTest.put(test, mapping.number(test, 0));
      }
    }
    try {
      return new EffectThresholds(byTest);
    } catch (IllegalArgumentException e) {
      throw mapping.error(mapping.path() + ": " + e.getMessage());
    }
  }

  private static LabelPolicy labels(YamlMapping monitoring) throws RegistryException {
    return new LabelPolicy(
        monitoring.parsed("label-delay", LabelPolicy.DEFAULT.delay(), DurationSpelling::parse),
        monitoring.text("labels-per-day") == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(monitoring.number("labels-per-day", 0)));
  }

  private static LogPolicy log(YamlMapping monitoring) throws RegistryException {
    return new LogPolicy(
        monitoring.parsed("retention", LogPolicy.DEFAULT.retention(), DurationSpelling::parse),
        monitoring.flag("log-features", LogPolicy.DEFAULT.features()));
  }

  private static ConceptPolicy concept(@Nullable YamlMapping concept) throws RegistryException {
    ConceptPolicy otherwise = ConceptPolicy.DEFAULT;
    if (concept == null) {
      return otherwise;
    }
    concept.allowOnly("margin", "detectors");
    List<String> detectors = concept.texts("detectors");
    try {
      return new ConceptPolicy(
          concept.number("margin", otherwise.margin()),
          detectors.isEmpty() ? otherwise.detectors() : detectors);
    } catch (IllegalArgumentException e) {
      throw concept.error(String.valueOf(e.getMessage()));
    }
  }

  private static PerformanceSettings performance(@Nullable YamlMapping performance)
      throws RegistryException {
    PerformanceSettings otherwise = PerformanceSettings.DEFAULT;
    if (performance == null) {
      return otherwise;
    }
    performance.allowOnly("drop", "growth");
    try {
      return new PerformanceSettings(
          performance.number("drop", otherwise.drop()),
          performance.number("growth", otherwise.growth()));
    } catch (IllegalArgumentException e) {
      throw performance.error(String.valueOf(e.getMessage()));
    }
  }

  private static MultivariatePolicy multivariate(@Nullable YamlMapping multivariate)
      throws RegistryException {
    if (multivariate == null) {
      return MultivariatePolicy.DEFAULT;
    }
    multivariate.allowOnly("rows");
    long rows = multivariate.integer("rows", MultivariatePolicy.DEFAULT.rows());
    try {
      return new MultivariatePolicy((int) Math.min(rows, Integer.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw multivariate.error(String.valueOf(e.getMessage()));
    }
  }
}
