package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import java.util.stream.Stream;

/** A policy of which a test says some keys; the others are what a model gets that says nothing. */
public final class TestPolicy {
  private final List<Window> windows;
  private long minimumRows = MonitoringPolicy.DEFAULT.minimumRows();
  private DriftSettings drift = DriftSettings.DEFAULT;
  private List<String> segments = List.of();
  private LabelPolicy labels = LabelPolicy.DEFAULT;
  private PerformanceSettings performance = PerformanceSettings.DEFAULT;

  private TestPolicy(List<Window> windows) {
    this.windows = windows;
  }

  public static TestPolicy of(String... windows) {
    return new TestPolicy(Stream.of(windows).map(Window::parse).toList());
  }

  public TestPolicy minimumRows(long rows) {
    minimumRows = rows;
    return this;
  }

  public TestPolicy drift(DriftSettings rules) {
    drift = rules;
    return this;
  }

  public TestPolicy segments(String... columns) {
    segments = List.of(columns);
    return this;
  }

  public TestPolicy labels(LabelPolicy policy) {
    labels = policy;
    return this;
  }

  public TestPolicy performance(PerformanceSettings rules) {
    performance = rules;
    return this;
  }

  public MonitoringPolicy build() {
    return new MonitoringPolicy(
        windows,
        minimumRows,
        FalseAlarmBudget.DEFAULT,
        BudgetShares.EQUAL,
        drift,
        false,
        segments,
        labels,
        LogPolicy.DEFAULT,
        ConceptPolicy.DEFAULT,
        MultivariatePolicy.DEFAULT,
        performance,
        FairnessSettings.DEFAULT);
  }
}
