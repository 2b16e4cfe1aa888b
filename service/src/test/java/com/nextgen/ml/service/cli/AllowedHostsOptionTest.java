package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.http.AllowedHosts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsOptionTest {

  @ParameterizedTest
  @CsvSource({
    "'a b', is not a host",
    "http://ml.example.com, is not a host",
    "'ok.example.com,,a/b', 'a/b'",
    "*, is not a host",
    "*.com, allows too much",
    "*.10.0.0.1, allows too much",
    "*.*.example.com, is not a host",
  })
  void refusesAnInvalidNameWithStatusTwo(String hosts, String says) {
    StringWriter err = new StringWriter();
    String[] arguments = {"serve", "--store=none", "--allowed-hosts", hosts};
    int status =
        Main.run(arguments, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    assertThat(err.toString()).contains("--allowed-hosts: ", says);
    assertThat(status).isEqualTo(ExitStatus.WRONG_USE);
  }

  @Test
  void givenNamesOverrideTheServerSetting() {
    ServiceSettings usual = ServiceSettings.of(Path.of("registry"), "127.0.0.1", 0);
    assertThat(usual.allowing(" ").properties()).isEmpty();
    assertThat(usual.allowing("ml.example.com,*.example.org").properties())
        .containsEntry(AllowedHosts.PROPERTY, "ml.example.com,*.example.org");
  }
}
