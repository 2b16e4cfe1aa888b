package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Session;
import com.nextgen.ml.service.store.sql.Statements;
import com.nextgen.ml.service.store.table.AuditTable;
import com.nextgen.ml.service.store.table.ConceptTable;
import com.nextgen.ml.service.store.table.DeltaTable;
import com.nextgen.ml.service.store.table.EvaluationTable;
import com.nextgen.ml.service.store.table.JudgedWindowTable;
import com.nextgen.ml.service.store.table.LabelTable;
import com.nextgen.ml.service.store.table.LeaseTable;
import com.nextgen.ml.service.store.table.ModelKeys;
import com.nextgen.ml.service.store.table.PredictionTable;
import com.nextgen.ml.service.store.table.ReplicaTable;
import com.nextgen.ml.service.store.table.SettingTable;
import com.nextgen.ml.service.store.table.VerdictTable;
import com.nextgen.ml.service.store.table.WriterTable;
import java.util.Optional;

/** What can be read, and in a transaction that writes, written. Not to be kept. */
public final class Transaction {
  private final PredictionTable predictions;
  private final LabelTable labels;
  private final ModelKeys models;
  private final SettingTable settings;
  private final EvaluationTable evaluations;
  private final ConceptTable concepts;
  private final DeltaTable deltas;
  private final ReplicaTable replicas;
  private final LeaseTable leases;
  private final JudgedWindowTable judgedWindows;
  private final VerdictTable verdicts;
  private final WriterTable writers;
  private final AuditTable audit;

  Transaction(Session session) {
    Statements rows = new Statements(session);
    models = new ModelKeys(rows);
    predictions = new PredictionTable(rows);
    labels = new LabelTable(rows);
    settings = new SettingTable(rows);
    evaluations = new EvaluationTable(rows);
    concepts = new ConceptTable(rows);
    deltas = new DeltaTable(rows);
    replicas = new ReplicaTable(rows);
    leases = new LeaseTable(rows);
    judgedWindows = new JudgedWindowTable(rows);
    verdicts = new VerdictTable(rows);
    writers = new WriterTable(rows);
    audit = new AuditTable(rows);
  }

  /** Returns the models and versions that rows refer to. */
  public ModelKeys models() {
    return models;
  }

  /** Returns the number of a model; empty if nothing of it is stored. */
  public Optional<Long> model(String name) {
    return Optional.ofNullable(models.find(name));
  }

  /** Returns the prediction log. */
  public PredictionTable predictions() {
    return predictions;
  }

  /** Returns the true outcome. */
  public LabelTable labels() {
    return labels;
  }

  /** Returns what the service has to remember of itself. */
  public SettingTable settings() {
    return settings;
  }

  /** Figures that outside evaluations found. */
  public EvaluationTable evaluations() {
    return evaluations;
  }

  /** Returns what was counted over time. */
  public DeltaTable deltas() {
    return deltas;
  }

  /** Returns the running services that share the store. */
  public ReplicaTable replicas() {
    return replicas;
  }

  /** Returns who does what only one may do. */
  public LeaseTable leases() {
    return leases;
  }

  /** Returns the windows that were judged. */
  public JudgedWindowTable judgedWindows() {
    return judgedWindows;
  }

  /** Returns the verdicts with their reports. */
  public VerdictTable verdicts() {
    return verdicts;
  }

  /** Returns what the detectors of concept drift remember. */
  public ConceptTable concepts() {
    return concepts;
  }

  /** Returns who changed what. */
  public AuditTable audit() {
    return audit;
  }

  /** What each process committed last. */
  WriterTable writers() {
    return writers;
  }
}
