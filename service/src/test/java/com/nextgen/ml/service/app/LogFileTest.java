package com.nextgen.ml.service.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {

  @Test
  void theLogGoesToTheFileAloneWhileItIsOpen(@TempDir Path folder) throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> usual = new ListAppender<>();
    usual.start();
    root.addAppender(usual);
    Path path = folder.resolve("demo.log");
    org.slf4j.Logger log = LoggerFactory.getLogger(LogFileTest.class);
    try {
      try (LogFile file = LogFile.open(path)) {
        assertThat(file.path()).isEqualTo(path);
        log.atInfo().addKeyValue("rows", 3).log("inside");
      }
      log.info("outside");
    } finally {
      root.detachAppender(usual);
    }

    List<String> lines = Files.readAllLines(path);
    assertThat(lines).filteredOn(line -> line.contains(LogFileTest.class.getName())).hasSize(1);
    assertThat(new ObjectMapper().readTree(lines.get(0)).path("message").asText())
        .isEqualTo("inside");
    assertThat(usual.list)
        .filteredOn(event -> event.getLoggerName().equals(LogFileTest.class.getName()))
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("outside");
  }
}
