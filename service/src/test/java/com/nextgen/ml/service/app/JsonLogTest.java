package com.nextgen.ml.service.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A log line is one JSON object, whatever it tells of. */
class JsonLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(JsonLogTest.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void listen() {
    events.start();
    logger.setAdditive(false);
    logger.addAppender(events);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(events);
    logger.setAdditive(true);
  }

  @Test
  void fieldsKeepTheirTypes() throws Exception {
    logger
        .atInfo()
        .addKeyValue("rows", 5_000_000_000L)
        .addKeyValue("ratio", 0.25)
        .addKeyValue("undefined", Double.NaN)
        .addKeyValue("judged", true)
        .addKeyValue("drifted", List.of("temp", "hum"))
        .addKeyValue("from", Instant.EPOCH)
        .addKeyValue("to", (Object) null)
        .log("window judged");
    JsonNode line = line();
    assertThat(line.path("message").asText()).isEqualTo("window judged");
    assertThat(line.path("rows").longValue()).isEqualTo(5_000_000_000L);
    assertThat(line.path("ratio").doubleValue()).isEqualTo(0.25);
    assertThat(line.path("undefined").asText()).isEqualTo("NaN");
    assertThat(line.path("judged").booleanValue()).isTrue();
    assertThat(line.path("drifted").get(1).asText()).isEqualTo("hum");
    assertThat(line.path("from").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(line.path("to").isNull()).isTrue();
  }

  @Test
  void escapesLineBreaksQuotesAndExceptions() throws Exception {
    logger.error("a\nb \"c\" {}", "d\u0000e", new IllegalStateException("f\ng"));
    JsonNode line = line();
    assertThat(line.path("message").asText()).isEqualTo("a\nb \"c\" d\u0000e");
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("exception").asText()).contains("IllegalStateException: f\ng");
  }

  private JsonNode line() throws Exception {
    byte[] bytes = new JsonLogEncoder().encode(events.list.get(0));
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    assertThat(text.strip()).doesNotContain("\n");
    return new ObjectMapper().readTree(text);
  }
}
