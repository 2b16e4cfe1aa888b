package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.Form;
import com.nextgen.ml.service.registry.yaml.document.Key;
import com.nextgen.ml.service.registry.yaml.document.ListForm;
import com.nextgen.ml.service.registry.yaml.document.MapForm;
import com.nextgen.ml.service.registry.yaml.document.Mapping;
import com.nextgen.ml.service.registry.yaml.document.Scalar;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The part {@code monitoring} of {@code model.yaml}; every key is optional. */
final class PolicyForm {
  private static final MonitoringPolicy DEFAULT = MonitoringPolicy.DEFAULT;
  private static final Form<Duration> DURATION =
      Scalar.spelled(DurationSpelling::parse, DurationSpelling::of);

  private static final Key<MonitoringPolicy, List<Window>> WINDOWS =
      Key.written(
          "windows",
          new ListForm<>(Scalar.spelled(Window::parse, Window::name)),
          MonitoringPolicy::windows,
          DEFAULT.windows());
  private static final Key<MonitoringPolicy, Long> MINIMUM_ROWS =
      Key.written(
          "minimum-rows", Scalar.WHOLE, MonitoringPolicy::minimumRows, DEFAULT.minimumRows());
  private static final Key<MonitoringPolicy, FalseAlarmBudget> FALSE_ALARMS =
      Key.written(
          "false-alarms",
          Scalar.spelled(FalseAlarmBudget::parse, FalseAlarmBudget::code),
          MonitoringPolicy::falseAlarms,
          DEFAULT.falseAlarms());
  private static final Key<MonitoringPolicy, BudgetShares> BUDGET =
      Key.usual("budget", BudgetForm.FORM, MonitoringPolicy::budget, BudgetShares.EQUAL);
  private static final Key<MonitoringPolicy, DriftSettings> THRESHOLDS =
      Key.usual(
          "thresholds",
          DriftForms.THRESHOLDS,
          policy ->
              new DriftSettings(
                  policy.drift().thresholds(), policy.drift().datasetRatio(), Map.of()),
          DriftSettings.DEFAULT);
  private static final Key<MonitoringPolicy, Map<String, FeaturePolicy>> FEATURES =
      Key.usual(
          "features",
          new MapForm<>(DriftForms.FEATURE, true),
          policy -> policy.drift().features(),
          Map.of());
  private static final Key<MonitoringPolicy, Boolean> SHOW_VALUES =
      Key.usual("show-values", Scalar.FLAG, MonitoringPolicy::showValues, DEFAULT.showValues());
  private static final Key<MonitoringPolicy, List<String>> SEGMENTS =
      Key.usual(
          "segments", new ListForm<>(Scalar.TEXT), MonitoringPolicy::segments, DEFAULT.segments());
  private static final Key<MonitoringPolicy, Duration> LABEL_DELAY =
      Key.usual(
          "label-delay", DURATION, policy -> policy.labels().delay(), LabelPolicy.DEFAULT.delay());
  private static final Key<MonitoringPolicy, Double> LABELS_PER_DAY =
      Key.optional("labels-per-day", Scalar.DECIMAL, policy -> boxed(policy.labels().perDay()));
  private static final Key<MonitoringPolicy, Duration> RETENTION =
      Key.usual(
          "retention", DURATION, policy -> policy.log().retention(), LogPolicy.DEFAULT.retention());
  private static final Key<MonitoringPolicy, Boolean> LOG_FEATURES =
      Key.usual(
          "log-features",
          Scalar.FLAG,
          policy -> policy.log().features(),
          LogPolicy.DEFAULT.features());

  private static final Key<ConceptPolicy, Double> MARGIN =
      Key.written("margin", Scalar.DECIMAL, ConceptPolicy::margin, ConceptPolicy.DEFAULT.margin());
  private static final Key<ConceptPolicy, List<String>> DETECTORS =
      Key.written(
          "detectors",
          new ListForm<>(Scalar.TEXT),
          ConceptPolicy::detectors,
          ConceptPolicy.DEFAULT.detectors());
  private static final Key<MonitoringPolicy, ConceptPolicy> CONCEPT =
      Key.usual(
          "concept",
          new Mapping<>(
              List.of(MARGIN, DETECTORS),
              in ->
                  new ConceptPolicy(
                      MARGIN.of(in),
                      orIfEmpty(DETECTORS.of(in), ConceptPolicy.DEFAULT.detectors()))),
          MonitoringPolicy::concept,
          ConceptPolicy.DEFAULT);

  private static final Key<MultivariatePolicy, Long> ROWS =
      Key.written(
          "rows",
          Scalar.WHOLE,
          policy -> (long) policy.rows(),
          (long) MultivariatePolicy.DEFAULT.rows());
  private static final Key<MonitoringPolicy, MultivariatePolicy> MULTIVARIATE =
      Key.usual(
          "multivariate",
          new Mapping<>(
              List.of(ROWS),
              in -> new MultivariatePolicy((int) Math.min(ROWS.of(in), Integer.MAX_VALUE))),
          MonitoringPolicy::multivariate,
          MultivariatePolicy.DEFAULT);

  private static final Key<PerformanceSettings, Double> DROP =
      Key.written(
          "drop", Scalar.DECIMAL, PerformanceSettings::drop, PerformanceSettings.DEFAULT.drop());
  private static final Key<PerformanceSettings, Double> GROWTH =
      Key.written(
          "growth",
          Scalar.DECIMAL,
          PerformanceSettings::growth,
          PerformanceSettings.DEFAULT.growth());
  private static final Key<MonitoringPolicy, PerformanceSettings> PERFORMANCE =
      Key.usual(
          "performance",
          new Mapping<>(
              List.of(DROP, GROWTH), in -> new PerformanceSettings(DROP.of(in), GROWTH.of(in))),
          MonitoringPolicy::performance,
          PerformanceSettings.DEFAULT);

  private static final FairnessSettings FAIR = FairnessSettings.DEFAULT;
  private static final Key<FairnessSettings, List<FairnessMetric>> JUDGE =
      Key.written(
          "judge",
          new ListForm<>(Scalar.spelled(FairnessMetric::parse, FairnessMetric::key)),
          FairnessSettings::judge,
          FAIR.judge());
  private static final Key<FairnessSettings, Double> DIFFERENCE =
      Key.written("difference", Scalar.DECIMAL, FairnessSettings::difference, FAIR.difference());
  private static final Key<FairnessSettings, Double> RATIO =
      Key.written("ratio", Scalar.DECIMAL, FairnessSettings::ratio, FAIR.ratio());
  private static final Key<FairnessSettings, Long> MINIMUM =
      Key.written("minimum", Scalar.WHOLE, FairnessSettings::minimum, FAIR.minimum());
  private static final Key<MonitoringPolicy, FairnessSettings> FAIRNESS =
      Key.usual(
          "fairness",
          new Mapping<>(
              List.of(JUDGE, DIFFERENCE, RATIO, MINIMUM),
              in ->
                  new FairnessSettings(
                      JUDGE.of(in), DIFFERENCE.of(in), RATIO.of(in), MINIMUM.of(in))),
          MonitoringPolicy::fairness,
          FAIR);

  static final Mapping<MonitoringPolicy> FORM =
      new Mapping<>(
          List.of(
              WINDOWS,
              MINIMUM_ROWS,
              FALSE_ALARMS,
              BUDGET,
              THRESHOLDS,
              FEATURES,
              SHOW_VALUES,
              SEGMENTS,
              LABEL_DELAY,
              LABELS_PER_DAY,
              RETENTION,
              LOG_FEATURES,
              CONCEPT,
              MULTIVARIATE,
              PERFORMANCE,
              FAIRNESS),
          PolicyForm::policy);

  private PolicyForm() {}

  private static MonitoringPolicy policy(YamlMapping in) throws RegistryException {
    DriftSettings thresholds = THRESHOLDS.of(in);
    return new MonitoringPolicy(
        orIfEmpty(WINDOWS.of(in), DEFAULT.windows()),
        MINIMUM_ROWS.of(in),
        FALSE_ALARMS.of(in),
        BUDGET.of(in),
        new DriftSettings(thresholds.thresholds(), thresholds.datasetRatio(), FEATURES.of(in)),
        SHOW_VALUES.of(in),
        SEGMENTS.of(in),
        new LabelPolicy(LABEL_DELAY.of(in), unboxed(LABELS_PER_DAY.find(in))),
        new LogPolicy(RETENTION.of(in), LOG_FEATURES.of(in)),
        CONCEPT.of(in),
        MULTIVARIATE.of(in),
        PERFORMANCE.of(in),
        FAIRNESS.of(in));
  }

  private static <T> List<T> orIfEmpty(List<T> list, List<T> otherwise) {
    return list.isEmpty() ? otherwise : list;
  }

  private static Optional<Double> boxed(OptionalDouble number) {
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  private static OptionalDouble unboxed(Optional<Double> number) {
    return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
  }
}
