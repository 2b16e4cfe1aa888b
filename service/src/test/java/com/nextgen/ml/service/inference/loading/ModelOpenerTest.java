package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.loading.LoadSettings.Probing;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.inference.probe.LoadRecord;
import com.nextgen.ml.service.inference.probe.Probe;
import com.nextgen.ml.service.inference.probe.ProbeResult;
import com.nextgen.ml.service.registry.Revision;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelOpenerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  @TempDir Path state;
  private final OnnxRuntime runtime = new OnnxRuntime();
  private StoredVersion stored;
  private int probed;

  @BeforeEach
  void read() throws Exception {
    byte[] onnx = TwoNumbers.onnx(1);
    stored = new StoredVersion(TwoNumbers.schema(), onnx, Sha256.of(onnx), null, Revision.NONE);
  }

  private LoadRecord record() {
    return LoadRecord.in(state, runtime.version(), "here", NOW);
  }

  /** An opener of a process that has just started. */
  private ModelOpener opener(Probing probing, ProbeResult result) {
    return opener(probing, result, Duration.ofMinutes(1));
  }

  private ModelOpener opener(Probing probing, ProbeResult result, Duration within) {
    Probe probe =
        request -> {
          probed++;
          return result;
        };
    return new ModelOpener(
        runtime,
        probing == Probing.OFF ? null : probe,
        record(),
        new LoadSettings(probing, state, within, 1 << 30));
  }

  private void opens(ModelOpener opener) throws Exception {
    try (OnnxModel model = opener.open(stored)) {
      assertThat(model.predict(TwoNumbers.ROW).score()).containsExactly(7);
    }
  }

  @Test
  void probesAFileOnceAcrossRestarts() throws Exception {
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
    assertThat(probed).isOne();
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
    assertThat(probed).isOne();
    assertThat(record().deaths(stored.sha256())).isZero();
  }

  @Test
  void doesNotOpenAFileThatKilledItsProbe() {
    ModelOpener opener = opener(Probing.PREFERRED, new ProbeResult.Fatal("ended that process"));
    assertThatThrownBy(() -> opener.open(stored))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining("ended that process")
        .hasMessageContaining("register it as a new version");
    assertThatThrownBy(() -> opener.describe(stored.onnx(), stored.sha256()))
        .isInstanceOf(ModelLoadException.class);
    assertThat(record().isProven(stored.sha256())).isFalse();
  }

  @Test
  void passesOnTheErrorOfTheProbe() {
    ModelOpener opener = opener(Probing.PREFERRED, new ProbeResult.Refused("no such operator"));
    assertThatThrownBy(() -> opener.open(stored)).hasMessage("no such operator");
  }

  @Test
  void theSettingDecidesWhenNoProbeCanStart() throws Exception {
    ProbeResult none = new ProbeResult.Unavailable("no java");
    ModelOpener required = opener(Probing.REQUIRED, none);
    assertThatThrownBy(() -> required.open(stored))
        .hasMessageContaining("no java")
        .hasMessageContaining("--probe required");
    assertThat(required.isProbeUnavailable()).isTrue();
    ModelOpener preferred = opener(Probing.PREFERRED, none);
    opens(preferred);
    assertThat(preferred.isProbeUnavailable()).isTrue();
  }

  @Test
  void probesAProvenFileAgainAfterACrash() throws Exception {
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
    record().opening(stored.sha256());
    ModelOpener refusing = opener(Probing.PREFERRED, new ProbeResult.Fatal("ended that process"));
    assertThatThrownBy(() -> refusing.open(stored)).hasMessageContaining("ended that process");
    assertThat(probed).isEqualTo(2);
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
    assertThat(probed).isEqualTo(3);
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
    assertThat(probed).as("good again").isEqualTo(3);
  }

  @Test
  void refusesAFileThatKilledTwoProcesses() throws Exception {
    record().opening(stored.sha256());
    record().opening(stored.sha256());
    ModelOpener opener = opener(Probing.PREFERRED, new ProbeResult.Good());
    Path mark = record().mark(stored.sha256());
    assertThatThrownBy(() -> opener.open(stored))
        .hasMessageContaining("ended 2 times")
        .hasMessageContaining(stored.sha256())
        .hasMessageContaining("delete " + mark);
    assertThat(probed).isZero();
    Files.delete(mark);
    opens(opener(Probing.PREFERRED, new ProbeResult.Good()));
  }

  @Test
  void refusesAfterOneCrashWithoutProbing() {
    record().opening(stored.sha256());
    assertThatThrownBy(() -> opener(Probing.OFF, new ProbeResult.Good()).open(stored))
        .hasMessageContaining("ended while");
    ModelOpener unavailable = opener(Probing.PREFERRED, new ProbeResult.Unavailable("no java"));
    assertThatThrownBy(() -> unavailable.open(stored)).hasMessageContaining("ended while");
  }

  @Test
  void marksTheFileOnlyWhileOpeningIt() throws Exception {
    Path mark = record().mark(stored.sha256());
    StoredVersion endless = stored("endless-run.onnx");
    Path other = record().mark(endless.sha256());
    ModelOpener opener = opener(Probing.OFF, new ProbeResult.Good(), Duration.ofSeconds(1));
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> opener.open(endless)));
    boolean stood = false;
    while (!failure.isDone()) {
      stood |= Files.exists(other);
    }
    assertThat(failure.get())
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("a first prediction did not end within");
    assertThat(stood).isTrue();
    assertThat(other).doesNotExist();
    opens(opener);
    assertThat(mark).doesNotExist();
    assertThat(runtime.openSessions()).isZero();
  }

  static StoredVersion stored(String file) throws Exception {
    byte[] onnx = Files.readAllBytes(TestFiles.fixtures().resolve(file));
    return new StoredVersion(TwoNumbers.schema(), onnx, Sha256.of(onnx), null, Revision.NONE);
  }
}
