package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that no process should open, given to a whole service and to commands. */
@Tag("slow")
class ProbedServiceTest {
  private static final Path EXAMPLES = RegistryCommandsTest.examples();
  private static final Path ENDLESS =
      EXAMPLES.resolveSibling("service/src/test/resources/onnx/endless-load.onnx");

  @TempDir Path folder;
  private Path registry;

  @BeforeEach
  void copy() throws Exception {
    registry = folder.resolve("registry");
    LiveService.copy(EXAMPLES.resolve("bike-sharing/registry"), registry);
    Path version = Files.createDirectories(registry.resolve("endless/versions/1"));
    Files.copy(ENDLESS, version.resolve("model.onnx"));
    Files.writeString(
        registry.resolve("endless/model.yaml"),
        """
        name: endless
        task: regression
        features:
          - {name: x, type: numeric}
          - {name: y, type: numeric}
        """);
  }

  private RunningService start() throws Exception {
    return RunningService.start(
        ServiceSettings.of(registry, "127.0.0.1", 0)
            .with(
                new LoadSettings(
                    LoadSettings.Probing.REQUIRED,
                    registry.resolve(".loads"),
                    Duration.ofSeconds(5),
                    1L << 30)));
  }

  @Test
  void servesOtherModelsWhenOneNeverOpens() throws Exception {
    try (RunningService service = start()) {
      LiveService.await("the good one serves", () -> service.models().versions().size() == 1);
      LiveService.await("the other one has failed", () -> problem(service) != null);
      assertThat(problem(service)).contains("was not opened and run once within 5s");
      HttpRequest scrape =
          HttpRequest.newBuilder(URI.create(service.address() + "/metrics")).build();
      assertThat(HttpClient.newHttpClient().send(scrape, BodyHandlers.ofString()).body())
          .contains(
              "ml_model_load_errors_total{model=\"endless\"} 1",
              "ml_model_loads_hanging 0",
              "ml_model_probe_unavailable 0");
    }
    List<String> kept = new ArrayList<>();
    try (var files = Files.list(registry.resolve(".loads"))) {
      files.forEach(file -> kept.add(file.getFileName().toString()));
    }
    String digest =
        Files.readString(registry.resolve("bike-demand/versions/1/model.sha256")).substring(0, 64);
    assertThat(kept).singleElement().asString().startsWith(digest).endsWith(".proven");
  }

  private static String problem(RunningService service) {
    ModelStatus status = service.models().status("endless");
    return status == null ? null : status.versions().get(0).problem();
  }

  @Test
  void commandsReportABadFileInsteadOfHanging() throws Exception {
    Path data = folder.resolve("train.csv");
    Files.writeString(data, "x,y,z\n" + "1,2,3\n2,1,4\n".repeat(20));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new String[] {
              "baseline",
              "--registry",
              registry.toString(),
              "--model",
              "endless",
              "--version",
              "1",
              "--data",
              data.toString(),
              "--probe",
              "required",
              "--load-within",
              "2s"
            },
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertThat(status).as(err.toString()).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("tried in a process of its own", "was not opened and run once within 2s");
  }

  @Test
  void namesAnInvalidSetting() {
    for (String[] wrong :
        new String[][] {{"--probe", "maybe"}, {"--load-within", "soon"}, {"--load-memory", "1t"}}) {
      StringWriter err = new StringWriter();
      int status =
          Main.run(
              new String[] {
                "serve", "--registry", registry.toString(), "--port", "0", wrong[0], wrong[1]
              },
              new PrintWriter(new StringWriter(), true),
              new PrintWriter(err, true));
      assertThat(status).isEqualTo(ExitStatus.WRONG_USE);
      assertThat(err.toString()).contains(wrong[0]);
    }
  }
}
