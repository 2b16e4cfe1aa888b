package com.nextgen.ml.service.store;

/** What can be read, and in a transaction that writes, written. Not to be kept. */
public final class Transaction {
  private final PredictionTable predictions;
  private final LabelTable labels;
  private final ModelTable models;
  private final SettingTable settings;
  private final EvaluationTable evaluations;

  Transaction(Session session) {
    Rows rows = new Rows(session);
    models = new ModelTable(rows);
    predictions = new PredictionTable(rows);
    labels = new LabelTable(rows);
    settings = new SettingTable(rows);
    evaluations = new EvaluationTable(rows);
  }

  /** The models and versions that rows refer to. */
  public ModelTable models() {
    return models;
  }

  /** The prediction log. */
  public PredictionTable predictions() {
    return predictions;
  }

  /** What turned out to be true. */
  public LabelTable labels() {
    return labels;
  }

  /** What the service has to remember of itself. */
  public SettingTable settings() {
    return settings;
  }

  /** Figures that outside evaluations found. */
  public EvaluationTable evaluations() {
    return evaluations;
  }
}
