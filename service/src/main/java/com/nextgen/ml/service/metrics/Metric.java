package com.nextgen.ml.service.metrics;

/** Every metric of the service's own, with what {@code # HELP} says of it. */
public enum Metric {
  INFERENCE_REQUESTS(
      Kind.COUNTER, "ml_inference_requests", "Inference requests, failed ones included."),
  INFERENCE_ERRORS(
      Kind.COUNTER,
      "ml_inference_errors",
      "Inference requests that failed; invalid and too-large are the caller's."),
  INFERENCE_LATENCY(
      Kind.HISTOGRAM,
      "ml_inference_latency_seconds",
      "From a request's first byte read to its answer handed over."),
  INFERENCE_FENCED(
      Kind.GAUGE,
      "ml_inference_fenced",
      "Whether a version takes no calls since its predictions hang."),
  INFERENCE_STUCK_RUNS(
      Kind.GAUGE,
      "ml_inference_stuck_runs",
      "Predictions that go on though they were told to end, each with its thread."),
  PREDICTIONS(Kind.COUNTER, "ml_predictions", "Rows predicted or observed."),

  MODEL_VERSION(
      Kind.GAUGE, "ml_model_version", "The version number, one series for each loaded version."),
  MODEL_ALIAS_VERSION(
      Kind.GAUGE, "ml_model_alias_version", "The version number that an alias names."),
  MODEL_INFO(Kind.INFO, "ml_model", "Who owns a loaded version, its task and its file."),
  MODEL_LOADED(
      Kind.GAUGE, "ml_model_loaded_timestamp_seconds", "When a version was loaded, in Unix time."),
  MODEL_LOAD_ERRORS(
      Kind.COUNTER, "ml_model_load_errors", "How often a version could not be loaded."),
  MODEL_LOAD_FAILED(
      Kind.GAUGE, "ml_model_load_failed", "Versions that should serve and do not load now."),
  MODEL_LOADS_HANGING(
      Kind.GAUGE,
      "ml_model_loads_hanging",
      "Threads still busy with loads that were given up after their time."),
  MODEL_PROBE_UNAVAILABLE(
      Kind.GAUGE,
      "ml_model_probe_unavailable",
      "1 while no process can be started to try new model files in, else 0."),

  INPUT_DISTRIBUTION(
      Kind.HISTOGRAM,
      "ml_input_feature_distribution",
      "Values of a numeric feature between quantiles of its training baseline."),
  INPUT_CATEGORY(
      Kind.COUNTER,
      "ml_input_feature_category",
      "Values of a categorical feature; __other__ are rare in the baseline, __unseen__ not in it."),
  INPUT_GAP(
      Kind.COUNTER,
      "ml_input_feature_gap",
      "Values between those that the baseline has of a number of few values, by the bin they are in."),
  INPUT_MISSING(Kind.COUNTER, "ml_input_feature_missing", "Rows without a value of a feature."),
  INPUT_INVALID(
      Kind.COUNTER,
      "ml_input_feature_invalid",
      "Values that the training baseline never had, that are no number, or of a wrong type."),
  INPUT_DUPLICATES(
      Kind.COUNTER,
      "ml_input_duplicate_rows",
      "Rows that equal an earlier row of the same request."),
  PREDICTION_DISTRIBUTION(
      Kind.HISTOGRAM,
      "ml_prediction_distribution",
      "Scores of the positive or the predicted class, or predicted values."),
  PREDICTION_GAP(
      Kind.COUNTER,
      "ml_prediction_gap",
      "Predicted values between those that the baseline has, by the bin they are in."),
  PREDICTION_CLASS(Kind.COUNTER, "ml_prediction_class", "Predictions of a class."),

  BASELINE_INPUT_DISTRIBUTION(
      Kind.HISTOGRAM,
      "ml_baseline_input_feature_distribution",
      "Values of a numeric feature in the training baseline. Constant."),
  BASELINE_INPUT_MISSING_RATIO(
      Kind.GAUGE,
      "ml_baseline_input_feature_missing_ratio",
      "The share of the training baseline's rows that lack a feature. Constant."),
  BASELINE_INPUT_CATEGORY_RATIO(
      Kind.GAUGE,
      "ml_baseline_input_feature_category_ratio",
      "The share of a category among the values of the training baseline. Constant."),
  BASELINE_INPUT_OUTSIDE_RATIO(
      Kind.GAUGE,
      "ml_baseline_input_feature_outside_ratio",
      "The share that a bin for values outside the training baseline's is taken to have. Constant."),
  BASELINE_PREDICTION_OUTSIDE_RATIO(
      Kind.GAUGE,
      "ml_baseline_prediction_outside_ratio",
      "The share that a bin for predictions outside the baseline's is taken to have. Constant."),
  BASELINE_PREDICTION_DISTRIBUTION(
      Kind.HISTOGRAM,
      "ml_baseline_prediction_distribution",
      "Scores or values that the model gave for the baseline's rows. Constant."),
  BASELINE_PREDICTION_CLASS_RATIO(
      Kind.GAUGE,
      "ml_baseline_prediction_class_ratio",
      "The share of a class among the predictions for the baseline's rows. Constant."),
  BASELINE_PERFORMANCE(
      Kind.GAUGE, "ml_baseline_performance", "Performance on held-out rows. Constant."),
  INPUT_BINS(
      Kind.HISTOGRAM,
      "ml_input_feature_bins",
      "One observation a bin, so that a bucket's value is its ordinal. Constant."),
  PREDICTION_BINS(
      Kind.HISTOGRAM,
      "ml_prediction_bins",
      "One observation a bin, so that a bucket's value is its ordinal. Constant."),

  INPUT_DRIFT(
      Kind.GAUGE,
      "ml_input_feature_drift",
      "Distance of a feature from its training baseline, in this instance's rolling window."),
  PREDICTION_DRIFT(
      Kind.GAUGE,
      "ml_prediction_drift",
      "Distance of the predictions from the baseline's, in this instance's rolling window."),
  DRIFT_THRESHOLD(
      Kind.GAUGE,
      "ml_drift_threshold",
      "The distance that matters; without a feature it is that of the predictions."),
  INPUT_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_input_feature_drift_detected",
      "Whether a feature had drifted when the last tumbling window ended."),
  PREDICTION_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_prediction_drift_detected",
      "Whether the predictions had drifted when the last tumbling window ended."),
  DATASET_DRIFT_RATIO(
      Kind.GAUGE,
      "ml_dataset_drift_ratio",
      "The share of judged features that had drifted when the last tumbling window ended."),
  MULTIVARIATE_DRIFT(
      Kind.GAUGE,
      "ml_multivariate_drift",
      "Statistic of a test of the features together, in this instance's rolling window."),
  MULTIVARIATE_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_multivariate_drift_detected",
      "Whether the features together had drifted when the last tumbling window ended."),
  SEGMENT_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_segment_drift_detected",
      "Whether a feature of a segment had drifted when the last tumbling window ended."),
  QUALITY_DRIFTED(
      Kind.GAUGE,
      "ml_data_quality_drifted_features",
      "How many features' rate had drifted when the last tumbling window ended, by check."),
  DRIFT_WINDOW_ROWS(Kind.GAUGE, "ml_drift_window_rows", "Rows in the rolling window."),
  DRIFT_EVALUATED(
      Kind.GAUGE,
      "ml_drift_evaluated_timestamp_seconds",
      "When the rolling window was last compared with the baseline, in Unix time."),

  MODEL_PERFORMANCE(
      Kind.GAUGE,
      "ml_model_performance",
      "A figure of the labels that arrived in this instance's rolling window."),
  MODEL_PERFORMANCE_ESTIMATE(
      Kind.GAUGE,
      "ml_model_performance_estimate",
      "The same, estimated from the scores in the rolling window without labels."),
  MODEL_PERFORMANCE_THRESHOLD(
      Kind.GAUGE,
      "ml_model_performance_threshold",
      "How much worse than on held-out rows a figure must be to matter. Constant."),
  MODEL_PERFORMANCE_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_model_performance_drift_detected",
      "Whether performance was worse than the baseline's in the last window that matured."),
  FEEDBACK_COVERAGE(
      Kind.GAUGE,
      "ml_feedback_coverage_ratio",
      "The share of predictions that had a label in the last window that matured."),

  MONITORING_DROPPED(
      Kind.COUNTER,
      "ml_monitoring_dropped",
      "Rows (stages count, prediction-log) and windows (stage evaluate) lost to monitoring."),
  FEATURES_OMITTED(
      Kind.GAUGE,
      "ml_metrics_features_omitted",
      "Features that are watched, but left out here to bound the number of series."),

  FEEDBACK(Kind.COUNTER, "ml_feedback", "Labels, by what became of them."),
  FEEDBACK_DELAY(
      Kind.HISTOGRAM,
      "ml_feedback_delay_seconds",
      "From a prediction to when its truth was known, of matched labels."),
  FEEDBACK_LAST(
      Kind.GAUGE,
      "ml_feedback_last_timestamp_seconds",
      "When the last label came that was matched, in Unix time."),
  FEEDBACK_OUTCOMES(
      Kind.COUNTER, "ml_feedback_outcomes", "Matched labels by actual and predicted class."),
  FEEDBACK_CORRECT(
      Kind.COUNTER,
      "ml_feedback_correct",
      "Matched labels that are the predicted class, of pooled classes too."),
  FEEDBACK_ABSOLUTE_ERROR(
      Kind.COUNTER,
      "ml_feedback_absolute_error_sum",
      "The absolute differences of predicted and actual values, together."),
  FEEDBACK_SQUARED_ERROR(
      Kind.COUNTER,
      "ml_feedback_squared_error_sum",
      "The squared differences of predicted and actual values, together."),
  FEEDBACK_SAMPLES(
      Kind.COUNTER,
      "ml_feedback_regression_samples",
      "Matched labels whose differences from the predicted value are summed."),
  MODEL_EVALUATION(
      Kind.GAUGE,
      "ml_model_evaluation",
      "The latest figure that an outside evaluation posted, by metric and source."),

  CONCEPT_DRIFT_DETECTED(
      Kind.GAUGE,
      "ml_concept_drift_detected",
      "Whether a detector that raises alarms did within the last 1,000 matured labels."),
  CONCEPT_DRIFT_ALARMS(
      Kind.COUNTER,
      "ml_concept_drift_alarms",
      "Changes that a detector found in matured labels; kept in the store, so a restart keeps it."),
  CONCEPT_DRIFT_EVIDENCE(
      Kind.GAUGE,
      "ml_concept_drift_evidence",
      "What a detector compares with its threshold; the larger, the more speaks for a change."),

  STORE_AVAILABLE(
      Kind.GAUGE, "ml_store_available", "Whether the last attempt to write the store succeeded."),
  CLUSTER_REPLICAS(
      Kind.GAUGE,
      "ml_cluster_replicas",
      "Replicas that share the store and run, this one among them."),
  CLUSTER_JUDGE(
      Kind.GAUGE,
      "ml_cluster_judge",
      "Whether this replica judges the windows of all; 1 for a service alone."),
  STORE_ERRORS(Kind.COUNTER, "ml_store_errors", "Transactions of the store that failed."),
  STORE_FILE_LOSSES(
      Kind.COUNTER,
      "ml_store_file_losses",
      "How often the store's file was found deleted or replaced, and was opened anew."),
  STORE_FULL(
      Kind.GAUGE,
      "ml_store_full",
      "1 while only the reserve is left on the volume of the store's file: predictions wait."),
  STORE_REMOVED(
      Kind.COUNTER,
      "ml_store_removed_rows",
      "Rows removed from the store: older than the retention, or erased on request."),
  STORE_OLDEST(
      Kind.GAUGE,
      "ml_store_oldest_prediction_timestamp_seconds",
      "When the oldest prediction in the store was made, in Unix time."),
  PREDICTION_LOG_ROWS(Kind.COUNTER, "ml_prediction_log_rows", "Predictions written to the store."),
  PREDICTION_LOG_QUEUE(
      Kind.GAUGE, "ml_prediction_log_queue_rows", "Predictions that wait to be written."),

  SCHEDULE_SUCCESS(
      Kind.GAUGE,
      "ml_schedule_last_success_timestamp_seconds",
      "When what is done again and again last went well, in Unix time; at first, when it began."),
  SCHEDULE_FAILURES(
      Kind.COUNTER, "ml_schedule_failures", "Turns that failed of what is done again and again."),

  ACCESS_INSECURE(
      Kind.GAUGE,
      "ml_access_insecure",
      "1 if whoever reaches the service from another machine may do everything, else 0."),
  ACCESS_REFUSED(
      Kind.COUNTER, "ml_access_refused", "Requests without a good token, or without the role."),

  GPU_DEVICES(Kind.GAUGE, "ml_gpu_devices", "GPUs that the driver reports."),
  GPU_UTILIZATION(
      Kind.GAUGE, "ml_gpu_utilization_ratio", "The share of time in which the GPU was busy."),
  GPU_MEMORY_USED(Kind.GAUGE, "ml_gpu_memory_used_bytes", "GPU memory in use."),
  GPU_MEMORY_TOTAL(Kind.GAUGE, "ml_gpu_memory_total_bytes", "GPU memory."),

  CONTAINER_MEMORY_USAGE(
      Kind.GAUGE, "ml_container_memory_usage_bytes", "Memory charged to the control group."),
  CONTAINER_MEMORY_LIMIT(
      Kind.GAUGE, "ml_container_memory_limit_bytes", "The control group's limit of memory."),
  CONTAINER_CPU_LIMIT(
      Kind.GAUGE, "ml_container_cpu_limit_cores", "The control group's limit of processors."),
  CONTAINER_CPU_USAGE(
      Kind.COUNTER,
      "ml_container_cpu_usage_seconds",
      "Processor time that the control group has used."),
  CONTAINER_CPU_THROTTLED(
      Kind.COUNTER,
      "ml_container_cpu_throttled_seconds",
      "Time in which the control group had to wait because of its limit.");

  /** The types of the exposition formats; info is a gauge of 1 in the text format. */
  enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  private final Kind kind;
  private final String name;
  private final String help;

  Metric(Kind kind, String name, String help) {
    this.kind = kind;
    this.name = name;
    this.help = help;
  }

  Kind kind() {
    return kind;
  }

  /** Without the suffix {@code _total} or {@code _info} that the writers append. */
  String baseName() {
    return name;
  }

  /** As it is scraped; of a histogram the common beginning of its series. */
  String publishedName() {
    return switch (kind) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      case GAUGE, HISTOGRAM -> name;
    };
  }

  String help() {
    return help;
  }
}
