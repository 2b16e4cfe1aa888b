package com.nextgen.ml.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.Main;
import com.nextgen.ml.service.cli.RegistryCommandsTest;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Labels of replayed rows follow their predictions. */
@Timeout(90)
class ReplayLabelsTest {
  private static final String HEAD =
      "id,at,bought,price,category,device,country,hour,basket_size,basket_value,pages_viewed,"
          + "session_seconds,discount,returning\n";
  private static final String FEATURES = ",9.5,toys,mobile,DE,9,2,20,5,300,0,true\n";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void labelsComeAfterTheirDelayInDataTime() throws Exception {
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 0; i < 60; i++) {
      String label = i == 7 ? "" : i % 3 == 0 ? "TRUE" : "false";
      rows.append(
          "r" + i + ",2026-01-01 00:00:" + (i < 10 ? "0" : "") + i + "," + label + FEATURES);
    }
    Path data = Files.writeString(folder.resolve("rows.csv"), rows);
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    try (RunningService service =
        RunningService.start(
            ServiceSettings.of(registry, "127.0.0.1", 0)
                .withStore(StoreAddress.file(folder.resolve("store.db")), null))) {
      String[] byId = {"--id-column", "id", "--time-column", "at", "--speed", "100"};
      assertThat(replay(service, data, "20s", byId)).as(err.toString()).isEqualTo(ExitStatus.DONE);
      assertThat(out.toString()).contains("60 rows of", "59 labels sent, 59 matched");

      ServiceClient client = new ServiceClient(URI.create(service.address()));
      String predictions = Paths.model("purchase-intent") + "/predictions/";
      assertThat(client.get(predictions + "r7").has("label")).isFalse();
      assertThat(client.get(predictions + "r6").path("label").path("label").asText())
          .isEqualTo("true");
      for (int i = 8; i < 60; i++) {
        JsonNode logged = client.get(predictions + "r" + i);
        Instant predicted = Instant.parse(logged.path("timestamp").asText());
        Instant received = Instant.parse(logged.path("label").path("received").asText());
        // 20 seconds of data at a hundred times their speed, in whole milliseconds.
        assertThat(Duration.between(predicted, received)).isGreaterThan(Duration.ofMillis(198));
      }

      assertThat(replay(service, data, "0s")).as(err.toString()).isEqualTo(ExitStatus.DONE);
      assertThat(out.toString()).endsWith("59 labels sent, 59 matched" + System.lineSeparator());
    }
  }

  @Test
  void refusesAnInvalidDelayAndAnUnknownColumn() throws Exception {
    Path data = Files.writeString(folder.resolve("rows.csv"), HEAD + "r,,TRUE" + FEATURES);
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    try (RunningService service =
        RunningService.start(ServiceSettings.of(registry, "127.0.0.1", 0))) {
      assertThat(replay(service, data, "soon")).isEqualTo(ExitStatus.WRONG_USE);
      assertThat(err.toString()).contains("--label-delay 'soon'");
      assertThat(replay(service, data, "0s", "--label-column", "nothing"))
          .isNotEqualTo(ExitStatus.DONE);
    }
  }

  private int replay(RunningService service, Path data, String delay, String... more) {
    String[] first = {
      "replay",
      "--url",
      service.address(),
      "--model",
      "purchase-intent",
      "--data",
      data.toString(),
      "--label-delay",
      delay
    };
    boolean named = List.of(more).contains("--label-column");
    String[] label = named ? new String[0] : new String[] {"--label-column", "bought"};
    String[] all = Stream.of(first, label, more).flatMap(Arrays::stream).toArray(String[]::new);
    return Main.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
