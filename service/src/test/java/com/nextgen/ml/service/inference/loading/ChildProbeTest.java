package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.onnx.FlippedBits;
import com.nextgen.ml.service.inference.onnx.WarmUp;
import com.nextgen.ml.service.inference.probe.Answer;
import com.nextgen.ml.service.inference.probe.ChildCommand;
import com.nextgen.ml.service.inference.probe.ChildProbe;
import com.nextgen.ml.service.inference.probe.ProbeRequest;
import com.nextgen.ml.service.inference.probe.ProbeResult;
import com.nextgen.ml.service.registry.StoredVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files in real processes. */
@Tag("slow")
class ChildProbeTest {
  private static final long MEMORY = 1L << 30;

  private static ProbeRequest request(String file) throws Exception {
    return new ProbeRequest(
        Files.readAllBytes(TestFiles.fixtures().resolve(file)),
        TwoNumbers.schema(),
        List.of(),
        false);
  }

  private static ProbeResult run(ProbeRequest request, Duration within) throws Exception {
    return new ChildProbe(ChildCommand.ofThisProcess(ProbeChild.class.getName(), MEMORY), within)
        .run(request);
  }

  @Test
  void acceptsAGoodFile() throws Exception {
    assertThat(run(request("value-vector.onnx"), Duration.ofMinutes(1)))
        .isEqualTo(new ProbeResult.Good());
  }

  @Test
  void passesOnTheErrorOfTheRuntime() throws Exception {
    assertThat(run(request("truncated.onnx"), Duration.ofMinutes(1)))
        .isEqualTo(new ProbeResult.Refused("the model file is not an ONNX file, or is damaged"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless-load.onnx", "endless-run.onnx"})
  void terminatesAModelThatNeverEnds(String file) throws Exception {
    assertThat(run(request(file), Duration.ofSeconds(2)))
        .isEqualTo(new ProbeResult.Fatal("was not opened and run once within 2s"));
  }

  @Test
  void stopsAModelThatExceedsTheMemoryLimit() throws Exception {
    ProbeResult result =
        new ChildProbe(
                ChildCommand.ofThisProcess(ProbeChild.class.getName(), 64L << 20),
                Duration.ofMinutes(1))
            .run(request("huge-constant.onnx"));
    assertThat(result)
        .isInstanceOfSatisfying(
            ProbeResult.Refused.class, refused -> assertThat(refused.message()).contains("alloc"));
  }

  @Test
  void blamesTheFileWhenTheProcessDies() throws Exception {
    ProbeResult result =
        new ChildProbe(
                ChildCommand.ofThisProcess(Dying.class.getName(), MEMORY), Duration.ofMinutes(1))
            .run(request("value-vector.onnx"));
    assertThat(result).isEqualTo(new ProbeResult.Fatal("ended that process with signal 6"));
  }

  @Test
  void isUnavailableWithoutJava() throws Exception {
    ChildCommand none =
        new ChildCommand(
            Path.of("/nowhere/bin/java"),
            System.getProperty("java.class.path"),
            ProbeChild.class.getName(),
            MEMORY);
    assertThat(new ChildProbe(none, Duration.ofMinutes(1)).run(request("value-vector.onnx")))
        .isInstanceOf(ProbeResult.Unavailable.class);
    ChildCommand noClass = ChildCommand.ofThisProcess("no.such.Program", MEMORY);
    assertThat(new ChildProbe(noClass, Duration.ofMinutes(1)).run(request("value-vector.onnx")))
        .isEqualTo(new ProbeResult.Unavailable("it ended with status 1 before it was ready"));
  }

  /** Each is good, refused or fatal over there, and this process lives to tell. */
  @Test
  void filesWithAFlippedBitDoNoHarm() throws Exception {
    StoredVersion stored =
        FlippedBits.stored(TestFiles.examples().resolve("marketplace/registry"), "purchase-intent");
    List<String> texts = WarmUp.texts(stored.schema(), stored.baseline());
    Map<String, Integer> outcomes = new TreeMap<>();
    int mutants = Integer.getInteger("ml.mutants", 6);
    for (int n = 0; n < mutants; n++) {
      byte[] mutant = FlippedBits.mutant(stored.onnx(), 7, n);
      ProbeResult result =
          run(new ProbeRequest(mutant, stored.schema(), texts, false), Duration.ofSeconds(20));
      outcomes.merge(result.getClass().getSimpleName(), 1, Integer::sum);
    }
    assertThat(outcomes).doesNotContainKey("Unavailable");
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(mutants);
  }

  /** Stands for a runtime that a file kills: says that it is ready, and aborts as C does. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] arguments) throws Exception {
      Answer.ready(System.out);
      new ProcessBuilder("/bin/kill", "-ABRT", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }
}
