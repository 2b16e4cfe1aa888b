package com.nextgen.ml.service.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.http.TestServer;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.kind.Checks;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of report has its routes, which know the parameters that it has and no others. */
class ReportRoutesTest {
  private final TestServer server =
      new TestServer(new Monitor(new SimulatedClock(), 1, verdict -> {}));

  @AfterEach
  void close() {
    server.close();
  }

  private String detail(String path, int status) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    return TestServer.tree(answer).path("detail").asText();
  }

  @Test
  void everyKindIsAskedForOfAModelAndOfAVersion() throws Exception {
    for (String path : Checks.paths()) {
      assertThat(detail("/v1/models/nobody/" + path, 404))
          .isEqualTo("model 'nobody' is not loaded");
      assertThat(detail("/v1/models/nobody/versions/2/" + path, 404))
          .isEqualTo("model 'nobody' version 2 is not loaded");
      assertThat(server.head("/v1/models/nobody/" + path).statusCode()).isEqualTo(404);
      assertThat(detail("/v1/models/intent/versions/3/" + path, 404))
          .as("leased, but not watched here")
          .isEqualTo("version 3 of model 'intent' is not loaded");
    }
  }

  @Test
  void whatIsNoKindIsNoRoute() throws Exception {
    assertThat(detail("/v1/models/intent/drifts", 404))
        .isEqualTo("there is nothing at '/v1/models/intent/drifts'");
  }

  @Test
  void aParameterThatIsMisspeltOrGivenTwiceIsRefused() throws Exception {
    for (String path : Checks.paths()) {
      String report = "/v1/models/intent/" + path;
      assertThat(detail(report + "?windows=1h", 400))
          .startsWith("unknown query parameter 'windows'; known: window, against, from, to");
      assertThat(detail(report + "?window=1h&window=5m", 400))
          .isEqualTo("'window' is given more than once");
    }
    assertThat(detail("/v1/models/intent/quality?segment=device", 400)).contains("'segment'");
    assertThat(detail("/v1/models/intent/drift?by=arrival", 400)).contains("'by'");
  }

  @Test
  void onlyReadsAreAnswered() throws Exception {
    for (String path : Checks.paths()) {
      assertThat(server.post("/v1/models/intent/" + path, "{}").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aRangeNeedsCountsThatAreKeptAndNoWindow() throws Exception {
    String range = "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";
    for (String path : Checks.paths()) {
      String report = "/v1/models/intent/" + path + range;
      assertThat(detail(report, 400))
          .isEqualTo("'from' and 'to' need history, which is not kept; use window=");
      assertThat(detail(report + "&window=1h", 400)).contains("leave out window=");
      assertThat(detail(report + "&against=previous", 400)).contains("against=");
    }
    assertThat(detail("/v1/models/intent/performance" + range + "&by=arrival", 400))
        .isEqualTo("'from' and 'to' are of when it was predicted; leave out by=arrival");
    assertThat(detail("/v1/models/intent/quality?from=2026-01-01T00:00:00Z", 400))
        .isEqualTo("'from' and 'to' go together; one is missing");
    assertThat(
            detail(
                "/v1/models/intent/quality?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400))
        .isEqualTo("'from' must be before 'to'");
  }
}
