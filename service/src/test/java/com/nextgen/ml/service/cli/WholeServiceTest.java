package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.command.ExitStatus;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The wired service over HTTP and its registry, also one that goes wrong; its client commands. */
class WholeServiceTest extends WholeServiceFixture {
  /** ModelTableTest swaps two hundred times; here every swap also passes HTTP and the registry. */
  private static final int SWAPS = 40;

  @Test
  void answersRepeatedRowsWithoutCountingThem() throws Exception {
    String request = instances(ROW);
    String first = live.post(MODEL + "/predict", request).body();
    assertThat(live.post(MODEL + "/predict", request).body()).isEqualTo(first);
    assertThat(live.json(MODEL + "/drift").path("window").path("rows").asInt()).isEqualTo(1);
    String observed = observation(ROW.replace("\"r\"", "\"o\""));
    String path = MODEL + "/versions/1/observations";
    assertThat(live.post(path, observed).body()).isEqualTo("{\"accepted\":1}");
    assertThat(live.post(path, observed).body()).isEqualTo("{\"accepted\":0,\"duplicate\":1}");
    assertThat(live.json(MODEL + "/drift").path("window").path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void acceptsABaselineOnceAsDocumentOrRows() throws Exception {
    Path source = live.registry.resolve("bike-demand/versions/1");
    Path without = secondVersion();
    String document = Files.readString(source.resolve("baseline.json"));
    String at = MODEL + "/versions/2/baseline";

    refused(live.get(at), 404);
    String rows = Files.readString(hours("train.csv", 300, 1));
    assertThat(refused(live.send("POST", at, "text/csv", rows + "1,2\n"), 400))
        .contains("line 302 has 2 fields")
        .doesNotContain("tmp");
    assertThat(refused(live.send("POST", at, "text/csv", "cnt,hr\n1,2\n"), 400))
        .contains("there is no column 'holiday'");
    assertThat(refused(live.send("POST", at, "text/csv", ""), 400)).isNotBlank();
    assertThat(without.resolve("baseline.json")).doesNotExist();

    assertThat(live.send("POST", at, "text/csv", rows).statusCode()).isEqualTo(201);
    assertThat(live.json(at).path("rows").asInt()).isEqualTo(300);
    assertThat(live.send("POST", at, "text/csv", rows).statusCode()).isEqualTo(200);
    refused(live.send("POST", at, "text/csv", Files.readString(hours("o.csv", 90, 2))), 409);
    refused(live.send("PUT", at, "application/json", document), 409);
    String present = live.get(at).body();
    assertThat(live.send("PUT", at, "application/json", present).statusCode()).isEqualTo(200);

    Files.delete(without.resolve("baseline.json"));
    assertThat(refused(live.send("PUT", at, "application/json", "{\"format\":1}"), 400))
        .isNotBlank();
    String altered = document.replaceFirst("\"bike-demand\"", "\"other\"");
    assertThat(altered).isNotEqualTo(document);
    assertThat(refused(live.send("PUT", at, "application/json", altered), 400)).contains("other");
    assertThat(live.send("PUT", at, "application/json", document).statusCode()).isEqualTo(201);
    refused(live.send("PUT", MODEL + "/versions/7/baseline", "application/json", document), 404);
  }

  @Test
  void keepsTheOldVersionIfTheNewOneDoesNotLoad() throws Exception {
    Path versions = live.registry.resolve("bike-demand/versions");
    Path corrupt = Files.createDirectories(versions.resolve("2"));
    byte[] onnx = Files.readAllBytes(versions.resolve("1/model.onnx"));
    Files.write(corrupt.resolve("model.onnx"), java.util.Arrays.copyOf(onnx, onnx.length / 2));
    assertThat(refused(promote(2), 409)).contains("damaged");

    Path foreign = Files.createDirectories(versions.resolve("3"));
    Files.write(foreign.resolve("model.onnx"), onnx);
    Files.copy(
        examples().resolve("kc-house-prices/registry/house-price/versions/1/baseline.json"),
        foreign.resolve("baseline.json"));
    assertThat(refused(promote(3), 409)).contains("baseline.json", "house-price");

    Path hostile = Files.createDirectories(versions.resolve("4"));
    Files.write(hostile.resolve("model.onnx"), onnx);
    Files.writeString(hostile.resolve("model.yaml"), "name: !!javax.script.ScriptEngineManager []");
    assertThat(refused(promote(4), 409)).contains("model.yaml, line 1");

    Files.writeString(live.registry.resolve("bike-demand/aliases.yaml"), "production: 2\n");
    LiveService.await(
        "the failure is told",
        () -> live.json(MODEL + "/versions/2").path("state").asText().equals("failed"));
    assertThat(live.json(MODEL + "/versions/2").path("problem").asText()).contains("damaged");
    assertThat(live.get("/metrics").body())
        .containsPattern("ml_model_load_errors_total\\{model=\"bike-demand\"\\} [1-9]");
    assertThat(predict()).isEqualTo(200);
  }

  @Test
  void swapsUnderLoadFailNoRequestAndLeakNothing() throws Exception {
    Path versions = live.registry.resolve("bike-demand/versions");
    LiveService.copy(versions.resolve("1"), versions.resolve("2"));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    List<Future<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(
          callers.submit(
              () -> {
                int requests = 0;
                while (!stop.get()) {
                  HttpResponse<String> response = live.post(MODEL + "/predict", instances(ROW));
                  assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                  requests++;
                }
                return requests;
              }));
    }
    try {
      for (int swap = 0; swap < SWAPS; swap++) {
        HttpResponse<String> response = promote(1 + (swap + 1) % 2);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      }
    } finally {
      stop.set(true);
      callers.shutdown();
    }
    for (Future<Integer> requests : sent) {
      assertThat(requests.get()).isPositive();
    }
    LiveService.await(
        "the other version is retired", () -> live.service.models().versions().size() == 1);
    assertThat(live.get("/metrics").body()).doesNotContain("version=\"2\"");
  }

  @Test
  void saysWhatToDoWhenThePortIsInUse() {
    int port = java.net.URI.create(live.service.address()).getPort();
    assertThat(run("serve", "--registry", registry().toString(), "--port", Integer.toString(port)))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("port " + port, "choose another with --port")
        .doesNotContain("Exception");
    assertThatThrownBy(
            () -> RunningService.start(ServiceSettings.of(folder.resolve("none"), "127.0.0.1", 0)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("register");
  }

  @Test
  void clientCommandsWork() throws Exception {
    Path rows = hours("rows.csv", 100, 3);
    String url = live.service.address();
    LiveService.copy(
        live.registry.resolve("bike-demand/versions/1"),
        live.registry.resolve("bike-demand/versions/2"));
    assertThat(run("replay", "--url", url, "--model", "bike-demand", "--data", rows.toString()))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("100 rows");
    assertThat(live.get("/metrics").body())
        .contains("ml_predictions_total{model=\"bike-demand\",version=\"1\"} 100.0");
    String[] promote = {
      "promote", "--url", url, "--model", "bike-demand", "--version", "2", "--reason", "better"
    };
    assertThat(run(promote)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(live.json(MODEL).path("production").asText()).isEqualTo("2");
    assertThat(run("rollback", "--url", url, "--model", "bike-demand"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(live.json(MODEL).path("production").asText()).isEqualTo("1");
    assertThat(run("replay", "--url", url, "--model", "nobody", "--data", rows.toString()))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("nobody").doesNotContain("Exception");
  }
}
