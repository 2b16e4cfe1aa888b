package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.StuckRuns;
import com.nextgen.ml.service.inference.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model open in ONNX Runtime. {@link #predict} may be called by any number of threads; {@link
 * #close} only when no call is in flight, or the process dies.
 *
 * <p>Where the schema says that scores decide, a binary prediction is positive if its score is at
 * least the threshold, and one of several classes is the first of the highest score. Else the
 * model's own label is the prediction, if it gives one. A score that is NaN has no class: index -1.
 * One that should be a probability and is none is an error.
 */
public final class OnnxModel implements AutoCloseable {
  private static final int CHUNK = 1_024;

  /** No call's input tensors take more than this; a row of many features makes chunks shorter. */
  private static final int MAX_CHUNK_BYTES = 16 << 20;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelSchema schema;
  private final boolean steady;
  private final int numericWidth;
  private final int categoricalWidth;
  private final Runnable closed;
  private final InputPlan inputs;
  private final @Nullable String score;
  private final @Nullable String label;
  private final boolean labelDecides;
  private final Set<String> wanted;
  private final OutputReader reader;
  private final ModelSignature signature;
  private final Workspace.Pool workspaces;
  private final int chunk;

  OnnxModel(
      OrtEnvironment environment,
      OrtSession session,
      ModelSchema schema,
      boolean steady,
      RunWatchdog watchdog,
      Runnable closed)
      throws OrtException, ModelLoadException {
    this.environment = environment;
    this.session = session;
    this.schema = schema;
    this.steady = steady;
    this.numericWidth = schema.numericWidth();
    this.categoricalWidth = schema.categoricalWidth();
    this.closed = closed;
    this.inputs = InputPlan.of(session.getInputInfo().values(), schema);
    OutputPlan outputs = OutputPlan.of(session.getOutputInfo().values(), schema);
    this.score = outputs.score() == null ? null : outputs.score().getName();
    this.label = outputs.label() == null ? null : outputs.label().getName();
    this.labelDecides = label != null && (score == null || !schema.scoreDecides());
    this.wanted =
        Stream.of(Optional.ofNullable(score), Optional.ofNullable(labelDecides ? label : null))
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    this.reader = new OutputReader(schema);
    List<TensorSpec> all = Tensors.specs(session.getInputInfo().values());
    this.signature = new ModelSignature(all, outputs.specs(schema), inputs.precision());
    this.workspaces = new Workspace.Pool(inputs.tensors(), watchdog);
    int rowBytes = inputs.tensors().stream().mapToInt(InputTensor::bytesPerRow).sum();
    this.chunk =
        inputs.oneRow() ? 1 : Math.max(1, Math.min(CHUNK, MAX_CHUNK_BYTES / Math.max(1, rowBytes)));
  }

  /**
   * Returns whether the time of a run depends on how many rows there are, and not on their values.
   */
  public boolean isSteady() {
    return steady;
  }

  /** Returns its tensors. */
  public ModelSignature signature() {
    return signature;
  }

  /**
   * Returns whether a feature goes into a tensor of texts, where a model may refuse what it never
   * saw.
   */
  public boolean takesTexts() {
    return inputs.tensors().stream().anyMatch(tensor -> tensor.bytesPerRow() == 0);
  }

  /**
   * Runs the model for as long as it takes.
   *
   * @param rows in the shape of the schema
   * @throws InferenceException if the model fails on these rows, or a value cannot be given to it
   */
  public PredictionBlock predict(RowBlock rows) throws InferenceException {
    return predict(rows, System.nanoTime() + WatchedRun.NEVER, StuckRuns.UNHEARD);
  }

  /**
   * Runs the model.
   *
   * @param rows in the shape of the schema
   * @param deadline when the run is ended, on the clock of {@link System#nanoTime}; a long kernel
   *     is finished first
   * @param stuck is notified if the run goes on long after that
   * @throws InferenceException if the model fails on these rows, a value cannot be given to it, or
   *     the deadline passes ({@link ErrorReason#TIMEOUT})
   */
  public PredictionBlock predict(RowBlock rows, long deadline, StuckRuns stuck)
      throws InferenceException {
    PredictionCollector predictions = new PredictionCollector(schema, rows.rows());
    run(
        rows,
        wanted,
        deadline,
        stuck,
        (result, from, to) -> predicted(result, from, to, predictions));
    return predictions.block();
  }

  /**
   * Returns what the model's file says of rows, before any meaning is given to it.
   *
   * @throws InferenceException as {@link #predict}
   */
  public RawOutputs raw(RowBlock rows) throws InferenceException {
    return raw(rows, System.nanoTime() + WatchedRun.NEVER);
  }

  public RawOutputs raw(RowBlock rows, long deadline) throws InferenceException {
    RawOutputs.Builder raw = new RawOutputs.Builder(rows.rows());
    Set<String> all =
        Stream.of(Optional.ofNullable(score), Optional.ofNullable(label))
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    run(
        rows,
        all,
        deadline,
        StuckRuns.UNHEARD,
        (result, from, to) -> raw.add(value(result, label), value(result, score), to - from));
    return raw.build();
  }

  private static @Nullable OnnxValue value(OrtSession.Result result, @Nullable String name) {
    return name == null ? null : result.get(name).orElseThrow();
  }

  /** Takes the outputs of rows from and to. */
  private interface Taker {
    void take(OrtSession.Result result, int from, int to) throws OrtException, InferenceException;
  }

  private void predicted(
      OrtSession.Result result, int from, int to, PredictionCollector predictions)
      throws OrtException, InferenceException {
    OnnxValue scores = value(result, score);
    OnnxValue labels = labelDecides ? value(result, label) : null;
    if (scores != null) {
      predictions.scores(from, to, reader.numbers(scores, to - from));
    }
    if (labels != null && scores == null) {
      predictions.labels(from, reader.labels(labels, to - from));
    } else if (labels != null) {
      predictions.decided(from, reader.labels(labels, to - from));
    }
  }

  private void run(RowBlock rows, Set<String> outputs, long deadline, StuckRuns stuck, Taker taker)
      throws InferenceException {
    if (rows.rows() > 0
        && (rows.numericWidth() != numericWidth || rows.categoricalWidth() != categoricalWidth)) {
      throw new IllegalArgumentException("rows are not in the shape of the schema");
    }
    Workspace workspace = workspace();
    InferenceException failure = null;
    workspace.run().begin(deadline, stuck);
    try {
      for (int from = 0; from < rows.rows(); from += chunk) {
        run(rows, from, Math.min(rows.rows(), from + chunk), workspace, outputs, taker);
      }
    } catch (InferenceException e) {
      failure = e;
    } finally {
      boolean ended = end(workspace);
      workspaces.give(workspace);
      if (failure != null && ended) {
        failure = InferenceException.timeout();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Workspace workspace() {
    try {
      return workspaces.take();
    } catch (OrtException e) {
      throw new IllegalStateException("there are no run options", e);
    }
  }

  private static boolean end(Workspace workspace) {
    try {
      return workspace.run().end();
    } catch (OrtException e) {
      throw new IllegalStateException("run options cannot be used again", e);
    }
  }

  private void run(
      RowBlock rows, int from, int to, Workspace workspace, Set<String> outputs, Taker taker)
      throws InferenceException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (int i = 0; i < inputs.tensors().size(); i++) {
        InputTensor tensor = inputs.tensors().get(i);
        tensors.put(
            tensor.name(),
            tensor.tensor(environment, rows, from, to, workspace.buffer(i, to - from)));
      }
      try (OrtSession.Result result = session.run(tensors, outputs, workspace.run().options())) {
        taker.take(result, from, to);
      }
    } catch (OrtException e) {
      throw new InferenceException("the model failed on these rows", e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      workspaces.close();
      session.close();
      closed.run();
    } catch (OrtException e) {
      throw new IllegalStateException("a session does not close", e);
    }
  }

  /** What ONNX Runtime says, in one line that names no place in its source. */
  static String brief(OrtException e) {
    String text = String.valueOf(e.getMessage());
    int message = text.indexOf("message:");
    String line =
        (message < 0 ? text : text.substring(message + 8)).strip().lines().findFirst().orElse("");
    String plain = line.replaceAll("\\S*/\\S+\\.(cc|h)\\S*", "").replaceAll("\\s+", " ").strip();
    return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
  }
}
