package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.app.AccessSettings;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.command.ExitStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessOptionsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void serveDoesNotListenForOthersUnlessSomebodySaysWhoMay(String host) {
    assertThat(run("serve", "--store=none", "--host", host)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("--tokens FILE", "--insecure", host);
  }

  @Test
  void loopbackTokensOrAWordAreEnough() {
    AccessSettings tokens = new AccessSettings(Path.of("tokens"), null);
    assertThatCode(() -> AccessSettings.NONE.need("127.0.0.1", false)).doesNotThrowAnyException();
    assertThatCode(() -> AccessSettings.NONE.need("::1", false)).doesNotThrowAnyException();
    assertThatCode(() -> AccessSettings.NONE.need("0.0.0.0", true)).doesNotThrowAnyException();
    assertThatCode(() -> tokens.need("0.0.0.0", false)).doesNotThrowAnyException();
    assertThatThrownBy(() -> AccessSettings.NONE.need("0.0.0.0", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServiceThatIsOpenToAllSaysSoInItsMetrics() throws Exception {
    ServiceSettings settings = ServiceSettings.of(folder, "127.0.0.1", 0);
    try (RunningService service = RunningService.start(settings)) {
      assertThat(get(service.metricsAddress() + "/metrics", null))
          .contains("ml_access_insecure 0", "ml_access_refused_total{reason=\"forbidden\"} 0");
    }
    try (RunningService service = RunningService.start(ServiceSettings.of(folder, "0.0.0.0", 0))) {
      String address = service.metricsAddress().replace("0.0.0.0", "127.0.0.1");
      assertThat(get(address + "/metrics", null)).contains("ml_access_insecure 1");
    }
  }

  @Test
  void theTokensThatTheCommandWritesLetTheirBearersIn() throws Exception {
    assertThat(run("token", "--new", "ops", "read")).isEqualTo(ExitStatus.DONE);
    Path file = Files.writeString(folder.resolve("tokens"), out.toString());
    String token = err.toString().strip().replaceAll(".* ", "");
    assertThat(token).hasSize(43);
    assertThat(out.toString()).startsWith("ops sha256:").endsWith(" read\n").doesNotContain(token);

    ServiceSettings settings =
        new AccessSettings(file, null).in(ServiceSettings.of(folder, "127.0.0.1", 0));
    try (RunningService service = RunningService.start(settings)) {
      assertThat(get(service.address() + "/v1/models", token)).startsWith("{\"models\"");
      assertThat(get(service.address() + "/v1/models", "x")).contains("\"status\":401");
      assertThat(get(service.address() + "/metrics", token))
          .contains("ml_access_refused_total{reason=\"unauthenticated\"} 1")
          .contains("ml_schedule_failures_total{schedule=\"tokens\"} 0");
    }
  }

  @Test
  void aFileOfTokensThatCannotBeUsedIsNoStart() {
    ServiceSettings settings =
        new AccessSettings(folder.resolve("none"), null)
            .in(ServiceSettings.of(folder, "127.0.0.1", 0));
    assertThatThrownBy(() -> RunningService.start(settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--tokens")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aRoleThatIsNoneIsWrongUse() {
    assertThat(run("token", "--new", "ops", "fly")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("'fly' is no role", "predict, feedback, read, admin");
  }

  private static String get(String address, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }
}
