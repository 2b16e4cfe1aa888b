package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three real services that share a PostgreSQL, of which the one that judges is killed. */
@Timeout(240)
@Tag("slow")
class ReplicasTest {
  private static final int ROWS = 200;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /** The demo's registry, watched by short windows. */
  private Path registry() throws IOException {
    Path from = RegistryCommandsTest.examples().resolve("marketplace/registry");
    Path to = folder.resolve("registry");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    Path model = to.resolve(LoadUntilKilled.MODEL).resolve("model.yaml");
    Files.writeString(
        model,
        Files.readString(model)
            .replace("windows: [1m, 5m]", "windows: [5s, 10m]")
            .replace("label-delay: 30s", "label-delay: 1s"));
    return to;
  }

  @Test
  void anotherReplicaJudgesWhenOneDies() throws Exception {
    StoreAddress address = PostgresServer.shared().newDatabase();
    Path registry = registry();
    List<ServiceProcess> services = new ArrayList<>();
    try (Store store = Store.start(address)) {
      for (int i = 0; i < 3; i++) {
        services.add(ServiceProcess.start(registry, address.url(), "--write-every", "1s"));
      }
      eventually("three replicas", () -> has(services.get(2), "ml_cluster_replicas 3.0"));

      // A prediction by one and its label at another meet.
      load(services.get(0)).predict(List.of("here"));
      eventually("the prediction is logged", () -> isLogged(services.get(1), "here"));
      assertThat(load(services.get(1)).label(List.of("here")).path("matched").asInt()).isEqualTo(1);
      assertThat(load(services.get(2)).label(List.of("here")).path("duplicate").asInt())
          .isEqualTo(1);

      for (int i = 0; i < 3; i++) {
        predict(services.get(i), "first-" + i);
      }
      eventually("the sum over all", () -> rows(services.get(1)) == 3 * ROWS + 1);
      assertThat(drift(services.get(2)).path("scope").asText()).isEqualTo("cluster");
      assertThat(drift(services.get(2)).path("replicas").asInt()).isEqualTo(3);

      label(services.get(2), "first-0");
      eventually("detectors have the labels", () -> haveTaken(services, ROWS + 1));

      eventually("a window is judged", () -> judged(store) != null);
      ServiceProcess judge = judge(services);
      judge.kill();
      services.remove(judge);
      long before = judged(store);
      eventually(
          "another judges",
          () -> {
            predict(services.get(0), "second-" + System.nanoTime());
            Long last = judged(store);
            return last != null && last > before + 5_000 && judge(services) != null;
          });
      assertThat(rows(services.get(0))).isGreaterThanOrEqualTo(3 * ROWS + 1);
      verdictsAreThoseThatWereClaimed(store, services);
      label(services.get(0), "first-1");
      eventually("another feeds the detectors", () -> haveTaken(services, 2 * ROWS + 1));
    } finally {
      services.forEach(ServiceProcess::close);
    }
  }

  private static LoadUntilKilled load(ServiceProcess service) {
    return new LoadUntilKilled(service.address(), new Acknowledged(), -1);
  }

  private static void predict(ServiceProcess service, String prefix) throws CommandFailure {
    load(service).predict(IntStream.range(0, ROWS).mapToObj(i -> prefix + "-" + i).toList());
  }

  private static void label(ServiceProcess service, String prefix) throws CommandFailure {
    JsonNode answer =
        load(service).label(IntStream.range(0, ROWS).mapToObj(i -> prefix + "-" + i).toList());
    // A prediction that another has not committed yet is joined when it is.
    assertThat(answer.path("matched").asInt() + answer.path("pending").asInt()).isEqualTo(ROWS);
  }

  /** Whether all show the same detectors, which have taken so many labels. */
  private boolean haveTaken(List<ServiceProcess> services, int labels) throws Exception {
    List<String> found = new ArrayList<>();
    for (ServiceProcess service : services) {
      found.add(get(service, "/v1/models/" + LoadUntilKilled.MODEL + "/concept").body());
    }
    return found.stream().distinct().count() == 1
        && found.get(0).contains("\"labels\":" + labels + ",");
  }

  private boolean isLogged(ServiceProcess service, String id) throws Exception {
    return get(service, "/v1/models/" + LoadUntilKilled.MODEL + "/predictions/" + id).statusCode()
        == 200;
  }

  private HttpResponse<String> get(ServiceProcess service, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path)).build(),
        BodyHandlers.ofString());
  }

  private JsonNode drift(ServiceProcess service) throws Exception {
    return new ServiceClient(URI.create(service.address()))
        .get("/v1/models/" + LoadUntilKilled.MODEL + "/drift?window=10m");
  }

  private long rows(ServiceProcess service) throws Exception {
    return drift(service).path("window").path("rows").asLong();
  }

  private boolean has(ServiceProcess service, String line) throws Exception {
    return get(service, "/metrics").body().contains(line);
  }

  private ServiceProcess judge(List<ServiceProcess> services) throws Exception {
    List<ServiceProcess> found = new ArrayList<>();
    for (ServiceProcess service : services) {
      if (has(service, "ml_cluster_judge 1.0")) {
        found.add(service);
      }
    }
    assertThat(found).hasSizeLessThanOrEqualTo(1);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Whoever is asked: each once, the one of the judge that was killed too, and the last. */
  private static void verdictsAreThoseThatWereClaimed(Store store, List<ServiceProcess> services)
      throws Exception {
    String last = Instant.ofEpochMilli(judged(store)).toString();
    for (ServiceProcess service : services) {
      JsonNode page =
          new ServiceClient(URI.create(service.address()))
              .get(
                  "/v1/models/"
                      + LoadUntilKilled.MODEL
                      + "/verdicts?family=drift&limit=1000&documents=false");
      List<String> ends = new ArrayList<>();
      for (JsonNode verdict : page.path("verdicts")) {
        if (verdict.path("window").asText().equals("5s")) {
          ends.add(verdict.path("to").asText());
        }
      }
      assertThat(ends).contains(last).doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }
  }

  /** When the last window ended that was judged. */
  private static Long judged(Store store) {
    return store.read(
        tx -> {
          Long model = tx.models().find(LoadUntilKilled.MODEL);
          return model == null ? null : tx.judgedWindows().last(model, 1, "drift", "5s");
        });
  }

  private static void eventually(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s: not within 90 seconds", what).isLessThan(until);
      Thread.sleep(200);
    }
  }
}
