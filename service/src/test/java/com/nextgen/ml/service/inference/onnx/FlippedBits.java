package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.registry.BaselineReader;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What ONNX Runtime does with model files of which one bit is flipped, and whether its memory grows
 * with sessions that come and go. A program, for {@code docs/decisions}:
 *
 * <pre>
 * java -cp … com.nextgen.ml.service.inference.onnx.FlippedBits REGISTRY MODEL MUTANTS SEED
 * java -cp … com.nextgen.ml.service.inference.onnx.FlippedBits REGISTRY MODEL soak SESSIONS
 * </pre>
 *
 * <p>Mutants are opened and run by another process; where one kills it, the next process goes on
 * behind that one.
 */
public final class FlippedBits {
  private static final long MAX_SECONDS = 20;

  private FlippedBits() {}

  public static void main(String[] arguments) throws Exception {
    StoredVersion stored = stored(Path.of(arguments[0]), arguments[1]);
    if (arguments[2].equals("soak")) {
      soak(stored, Integer.parseInt(arguments[3]));
      return;
    }
    int mutants = Integer.parseInt(arguments[2]);
    if (arguments.length > 4) {
      open(stored, Integer.parseInt(arguments[4]), mutants, Long.parseLong(arguments[3]));
      return;
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    int next = 0;
    while (next < mutants) {
      next = childFrom(arguments, next, mutants, outcomes);
    }
    System.out.println(mutants + " mutants of " + arguments[1] + ": " + outcomes);
  }

  public static StoredVersion stored(Path registry, String model) throws Exception {
    return new DirectoryRegistry(registry, BaselineReader.DOCUMENT, OnnxRuntime.MAX_MODEL_BYTES)
        .read(model, 1);
  }

  /** The n-th mutant of a file; the same for the same seed. */
  public static byte[] mutant(byte[] onnx, long seed, int n) {
    Random random = new Random(seed * 1_000_003 + n);
    byte[] changed = onnx.clone();
    int bit = random.nextInt(8 * onnx.length);
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  private static int childFrom(String[] arguments, int from, int to, Map<String, Integer> outcomes)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+SuppressFatalErrorMessage",
                "-cp",
                System.getProperty("java.class.path"),
                FlippedBits.class.getName()));
    command.addAll(Arrays.asList(arguments));
    command.add(Integer.toString(from));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    int at = from;
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      while (true) {
        String line =
            CompletableFuture.supplyAsync(() -> line(lines)).get(MAX_SECONDS, TimeUnit.SECONDS);
        if (line.isEmpty()) {
          process.waitFor();
          break;
        }
        outcomes.merge(line, 1, Integer::sum);
        at++;
      }
    } catch (TimeoutException e) {
      return told(at, "does not end", outcomes);
    } finally {
      process.destroyForcibly();
      // Only now: closing waits for whoever reads.
      lines.close();
    }
    int status = process.waitFor();
    return at == to ? at : told(at, "kills the process: exit status " + status, outcomes);
  }

  private static int told(int mutant, String outcome, Map<String, Integer> outcomes) {
    System.out.println("mutant " + mutant + " " + outcome);
    outcomes.merge(outcome, 1, Integer::sum);
    return mutant + 1;
  }

  private static String line(BufferedReader lines) {
    try {
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (java.io.IOException e) {
      return "";
    }
  }

  private static void open(StoredVersion stored, int from, int to, long seed) {
    OnnxRuntime runtime = new OnnxRuntime();
    for (int n = from; n < to; n++) {
      String outcome;
      try (OnnxModel model = runtime.open(mutant(stored.onnx(), seed, n), stored.schema())) {
        model.predict(row(stored));
        outcome = "predicts";
      } catch (ModelLoadException e) {
        outcome = "refused";
      } catch (InferenceException e) {
        outcome = "fails to predict";
      }
      System.out.println(outcome);
    }
  }

  private static RowBlock row(StoredVersion stored) {
    String[] texts = new String[stored.schema().categoricalWidth()];
    int i = 0;
    for (var feature : stored.schema().features()) {
      if (!feature.isNumeric()) {
        texts[i++] = feature.codes().isEmpty() ? "false" : feature.codes().get(0);
      }
    }
    return new RowBlock(1, new double[stored.schema().numericWidth()], texts);
  }

  private static void soak(StoredVersion stored, int sessions) throws Exception {
    OnnxRuntime runtime = new OnnxRuntime();
    for (int n = 1; n <= sessions; n++) {
      try (OnnxModel model = runtime.open(stored.onnx(), stored.schema())) {
        model.predict(row(stored));
      }
      if (n % (sessions / 10) == 0) {
        System.out.println(n + " sessions: " + residentKilobytes() / 1024 + " MiB resident");
      }
    }
  }

  static long residentKilobytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
