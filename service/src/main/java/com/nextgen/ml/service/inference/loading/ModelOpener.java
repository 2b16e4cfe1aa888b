package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.StuckRuns;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.inference.onnx.SelfContained;
import com.nextgen.ml.service.inference.onnx.WarmUp;
import com.nextgen.ml.service.inference.probe.ChildCommand;
import com.nextgen.ml.service.inference.probe.ChildProbe;
import com.nextgen.ml.service.inference.probe.LoadRecord;
import com.nextgen.ml.service.inference.probe.Probe;
import com.nextgen.ml.service.inference.probe.ProbeRequest;
import com.nextgen.ml.service.inference.probe.ProbeResult;
import com.nextgen.ml.service.registry.StoredVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens model files. One that this runtime never opened before is tried in another process first,
 * for it may kill the one that opens it, or never end.
 *
 * <p>While a file is open for the first row a mark tells of it: where the process dies over it, the
 * next one tries the file apart again, and after a second death in a row refuses it.
 */
public final class ModelOpener {
  private static final Logger LOG = LoggerFactory.getLogger(ModelOpener.class);
  private static final int MAX_DEATHS = 2;

  /** The probe keeps to its own limit; this is for what is around it. */
  private static final Duration AROUND_THE_PROBE = ChildProbe.TO_START.plusSeconds(15);

  private final OnnxRuntime runtime;
  private final @Nullable Probe probe;
  private final LoadRecord record;
  private final LoadSettings settings;
  private final ReentrantLock suspects = new ReentrantLock(true);
  private volatile boolean unavailable;

  /**
   * @param probe null where files are opened at once
   */
  ModelOpener(
      OnnxRuntime runtime, @Nullable Probe probe, LoadRecord record, LoadSettings settings) {
    this.runtime = runtime;
    this.probe = probe;
    this.record = record;
    this.settings = settings;
  }

  /** Returns an opener that works as the settings say, on this machine. */
  public static ModelOpener of(LoadSettings settings, Instant now) {
    OnnxRuntime runtime = new OnnxRuntime();
    Probe probe =
        settings.probing() == LoadSettings.Probing.OFF
            ? null
            : new ChildProbe(
                ChildCommand.ofThisProcess(ProbeChild.class.getName(), settings.memoryBytes()),
                settings.within());
    LoadRecord record =
        settings.state() == null
            ? LoadRecord.inMemory()
            : LoadRecord.in(settings.state(), runtime.version(), host(), now);
    return new ModelOpener(runtime, probe, record, settings);
  }

  /** The machine or pod, as far as the environment tells: a restarted container keeps it. */
  private static String host() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("local");
  }

  /** Returns what opens the sessions. */
  public OnnxRuntime runtime() {
    return runtime;
  }

  /** Returns whether the last file that should have been tried apart could not be. */
  public boolean isProbeUnavailable() {
    return unavailable;
  }

  Duration within() {
    return settings.within();
  }

  /**
   * Opens the model of a version and runs it once.
   *
   * @throws ModelLoadException if it cannot be served; the message says why
   */
  public OnnxModel open(StoredVersion stored) throws ModelLoadException {
    return open(stored, LoadStep.UNLIMITED);
  }

  /**
   * Opens the model of a version whose schema does not say yet what the outputs mean, and runs it
   * once for its {@link OnnxModel#raw raw outputs}.
   *
   * @throws ModelLoadException if it cannot be run; the message says why
   */
  public OnnxModel openRaw(StoredVersion stored) throws ModelLoadException {
    return open(stored, LoadStep.UNLIMITED, OnnxModel::raw);
  }

  /** The run that a model has to stand before it is used. */
  private interface FirstRun {
    void of(OnnxModel model, RowBlock row, long deadline) throws InferenceException;
  }

  /**
   * Returns what a model file says of itself.
   *
   * @param sha256 of the file
   * @throws ModelLoadException if it is no model or keeps data in other files, or was found fatal
   */
  public OnnxDescription describe(byte[] onnx, String sha256) throws ModelLoadException {
    if (!record.isProven(sha256)) {
      probe(new ProbeRequest(onnx, null, List.of(), false));
    }
    return runtime.describe(onnx);
  }

  OnnxModel open(StoredVersion stored, LoadStep step) throws ModelLoadException {
    return open(
        stored, step, (model, row, deadline) -> model.predict(row, deadline, StuckRuns.UNHEARD));
  }

  private OnnxModel open(StoredVersion stored, LoadStep step, FirstRun first)
      throws ModelLoadException {
    byte[] onnx = file(stored);
    List<String> texts = WarmUp.texts(stored.schema(), stored.baseline());
    int deaths = record.deaths(stored.sha256());
    if (deaths >= MAX_DEATHS) {
      throw deadly(stored.sha256(), deaths);
    }
    boolean tried = false;
    if (deaths > 0 || !record.isProven(stored.sha256())) {
      step.mayTake(settings.within().plus(AROUND_THE_PROBE));
      tried = probe(new ProbeRequest(onnx, stored.schema(), texts, stored.baseline() == null));
    }
    if (deaths == 0) {
      return marked(stored, texts, step, first);
    }
    if (!tried) {
      throw deadly(stored.sha256(), deaths);
    }
    return alone(stored, texts, step, first);
  }

  private static byte[] file(StoredVersion stored) throws ModelLoadException {
    byte[] onnx = stored.onnx();
    if (onnx == null) {
      throw new ModelLoadException("there is no model file");
    }
    return onnx;
  }

  /** One after the other, so that the next death is over one of those that left a mark. */
  private OnnxModel alone(StoredVersion stored, List<String> texts, LoadStep step, FirstRun first)
      throws ModelLoadException {
    step.mayTake(settings.within().multipliedBy(2));
    try {
      if (!suspects.tryLock(settings.within().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ModelLoadException(
            "another file that was being opened when the last process died is not open yet");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      return marked(stored, texts, step, first);
    } finally {
      suspects.unlock();
    }
  }

  private OnnxModel marked(StoredVersion stored, List<String> texts, LoadStep step, FirstRun first)
      throws ModelLoadException {
    step.mayTake(settings.within());
    record.opening(stored.sha256());
    try {
      OnnxModel model = runtime.open(file(stored), stored.schema());
      warmUp(model, stored, texts, first);
      record.prove(stored.sha256());
      return model;
    } finally {
      record.opened(stored.sha256());
    }
  }

  /** Closes the model where it fails. */
  private void warmUp(OnnxModel model, StoredVersion stored, List<String> texts, FirstRun first)
      throws ModelLoadException {
    boolean warm = false;
    long deadline = System.nanoTime() + settings.within().toNanos();
    try {
      first.of(model, WarmUp.row(stored.schema(), texts), deadline);
      warm = true;
    } catch (InferenceException e) {
      if (e.reason() == ErrorReason.TIMEOUT) {
        throw new ModelLoadException(
            "a first prediction did not end within " + DurationSpelling.of(settings.within()), e);
      }
      // Without a baseline nothing says which texts the model knows, and it may refuse others.
      if (stored.baseline() != null || !model.takesTexts()) {
        throw new ModelLoadException("a first prediction failed: " + WarmUp.why(e), e);
      }
      warm = true;
    } finally {
      if (!warm) {
        model.close();
      }
    }
  }

  /**
   * Tries a file in another process.
   *
   * @return false if it was not tried and may be opened all the same
   */
  private boolean probe(ProbeRequest request) throws ModelLoadException {
    if (probe == null) {
      return false;
    }
    SelfContained.check(request.onnx());
    ProbeResult result;
    try {
      result = probe.run(request);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (result instanceof ProbeResult.Refused refused) {
      throw new ModelLoadException(refused.message());
    }
    if (result instanceof ProbeResult.Fatal fatal) {
      throw new ModelLoadException(
          "model.onnx was tried in a process of its own before this one would open it, and "
              + fatal.message()
              + " (--load-within, --load-memory): the file is damaged, or asks too much; export the"
              + " model again and register it as a new version");
    }
    if (result instanceof ProbeResult.Unavailable none) {
      return untried(none.message());
    }
    unavailable = false;
    return true;
  }

  private boolean untried(String why) throws ModelLoadException {
    if (settings.probing() == LoadSettings.Probing.REQUIRED) {
      unavailable = true;
      throw new ModelLoadException(
          "no process can be started to try the file in ("
              + why
              + "), and --probe required asks for it");
    }
    if (!unavailable) {
      unavailable = true;
      LOG.warn(
          "no process can be started to try new model files in ({}): they are opened in this one,"
              + " which a damaged file may kill; --probe required refuses them instead, --probe off"
              + " says that this is wanted",
          why);
    }
    return false;
  }

  private ModelLoadException deadly(String sha256, int deaths) {
    return new ModelLoadException(
        "the process ended "
            + (deaths == 1 ? "while" : deaths + " times while")
            + " it opened this file (SHA-256 "
            + sha256
            + "), so it is not opened again; register another file, or delete "
            + record.mark(sha256)
            + " and restart to try it again");
  }

  private static ModelLoadException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ModelLoadException("the service stops", e);
  }
}
