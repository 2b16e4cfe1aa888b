package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README has a reader paste first is answered. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```bash\\n(curl .*?)```", Pattern.DOTALL);
  private static final Pattern POST =
      Pattern.compile(
          "curl -s localhost:8080(\\S+) -H 'Content-Type: application/json' \\\\\\n +-d '([^']+)'");
  private static final Pattern GET =
      Pattern.compile("curl -s '?localhost:8080([^\\s']+)'?(?: +#.*)?\\n");

  @Test
  void itsFirstCallsAreAnsweredByTheServiceThatItStarts(@TempDir Path folder) throws Exception {
    String readme = Files.readString(RegistryCommandsTest.examples().resolveSibling("README.md"));
    String calls = BLOCK.matcher(readme).results().findFirst().orElseThrow().group(1);
    MatchResult post = POST.matcher(calls).results().findFirst().orElseThrow();
    List<String> gets = GET.matcher(calls).results().map(get -> get.group(1)).toList();
    assertThat(post.start()).isZero();
    assertThat(gets).hasSize(2);
    try (LiveService live = new LiveService(folder, "marketplace")) {
      HttpResponse<String> answer = live.post(post.group(1), post.group(2));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(
              new ObjectMapper()
                  .readTree(answer.body())
                  .path("predictions")
                  .path(0)
                  .path("score")
                  .asDouble())
          .isBetween(0.0, 1.0)
          .isNotZero();
      for (String get : gets) {
        answer = live.get(get);
        assertThat(answer.statusCode()).as(get + ": " + answer.body()).isEqualTo(200);
      }
    }
  }
}
