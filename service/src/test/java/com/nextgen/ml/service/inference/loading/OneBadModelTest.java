package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is wrong with one model's directory is said once, counted, and takes no other along. */
class OneBadModelTest {
  @TempDir Path folder;
  private final ModelOpener opener = ModelOpener.of(LoadSettings.DIRECT, Instant.EPOCH);

  @Test
  void reportsAnUnreadableFolderOnceAndLoadsOthers() throws Exception {
    DirectoryRegistry registry = TwoNumbers.registry(folder, 1);
    Files.createDirectory(folder.resolve("bad"));
    Path versions = Files.writeString(folder.resolve("bad/versions"), "");
    Logger logger = (Logger) LoggerFactory.getLogger(ModelTable.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (ModelTable table = new ModelTable(registry, opener, new TwoNumbers.Observers())) {
      RegistrySync sync = new RegistrySync(registry, table, Clock.systemUTC());
      for (int poll = 0; poll < 5; poll++) {
        sync.run();
      }
      assertThat(table.awaitLoads(Duration.ofMinutes(1))).isTrue();
      assertThat(sync.problem()).isEmpty();
      try (Lease lease = table.lease(TwoNumbers.NAME)) {
        assertThat(lease).isNotNull();
      }
      assertThat(table.status("bad").problem()).contains("versions is not a directory");
      assertThat(table.loadErrors()).containsEntry("bad", 1L);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .filteredOn(line -> line.startsWith("bad"))
          .containsExactly("bad: its directory cannot be read: versions is not a directory");
      Files.delete(versions);
      sync.run();
      sync.run();
      assertThat(table.status("bad").problem()).isNull();
      // It never served, and yet its count ends with it.
      assertThat(table.loadErrors()).containsKey("bad");
      Files.delete(folder.resolve("bad"));
      sync.run();
      sync.run();
      assertThat(table.loadErrors()).containsOnlyKeys(TwoNumbers.NAME);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void anErrorReadingOneModelDoesNotStopPolling() throws Exception {
    TwoNumbers.registry(folder, 1);
    DirectoryRegistry registry =
        new DirectoryRegistry(
            folder,
            (document, schema, sha256) -> {
              throw new OutOfMemoryError("a stand-in for a document that fills the heap");
            },
            OnnxRuntime.MAX_MODEL_BYTES);
    ModelSchema schema =
        ModelSchema.ofColumns("a-bad-one", List.of(Feature.numeric("x")), MonitoringPolicy.DEFAULT);
    registry.addVersion(schema, null, null);
    Files.writeString(folder.resolve("a-bad-one/versions/1/baseline.json"), "{}");
    try (ModelTable table = new ModelTable(registry, opener, new TwoNumbers.Observers())) {
      RegistrySync sync = new RegistrySync(registry, table, Clock.systemUTC());
      sync.start(Duration.ofMinutes(1));
      assertThat(sync.problem()).isEmpty();
      assertThat(table.versions())
          .extracting(version -> version.id().model())
          .containsExactly(TwoNumbers.NAME);
      assertThat(table.status("a-bad-one").versions().get(0).problem()).isNotBlank();
    }
  }
}
