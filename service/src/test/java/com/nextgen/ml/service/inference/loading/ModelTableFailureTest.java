package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.probe.LoadRecord;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a load that fails or hangs leaves alone. */
@Tag("slow")
class ModelTableFailureTest extends ModelTableFixture {
  @Test
  void aHangingLoadBlocksNeitherOthersNorClosing() throws Exception {
    registry = TwoNumbers.registry(root, 2);
    // Long enough for all that must go on meanwhile; its run is ended then, and the test with it.
    table = new ModelTable(registry, within(Duration.ofSeconds(10)), observers);
    settle();
    endless("endless", "production: 1\n");
    registry.poll();
    registry.poll();
    table.sync(NOW);
    assertThat(table.awaitLoads(Duration.ZERO)).as("it is under way").isFalse();
    assertThat(table.promote(NAME, "production", 1, "meanwhile", "ann", NOW))
        .isInstanceOf(Promotion.Done.class);
    registry.addVersion(TwoNumbers.schema(), TwoNumbers.onnx(4), null);
    write("aliases.yaml", "production: 3\n");
    registry.poll();
    registry.poll();
    table.sync(NOW);
    while (!loaded().equals(List.of(3))) {
      Thread.onSpinWait();
    }
    assertThat(table.lease("endless")).isNull();
    table.close();
    assertThat(table.promote(NAME, "production", 1, "late", "ann", NOW))
        .isInstanceOf(Promotion.Refused.class);
    while (runtime.openSessions() > 0) {
      Thread.onSpinWait(); // the run is ended, and then its session
    }
  }

  @Test
  @Timeout(60)
  void aHangingPromotionDoesNotBlockClosing() throws Exception {
    registry = TwoNumbers.registry(root, 1);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    ModelRegistry storage =
        (ModelRegistry)
            Proxy.newProxyInstance(
                ModelRegistry.class.getClassLoader(),
                new Class<?>[] {ModelRegistry.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("setAlias")) {
                    hangs.countDown();
                    answers.await();
                  }
                  return method.invoke(registry, arguments);
                });
    table = new ModelTable(storage, opener, observers);
    settle();
    Thread promotion =
        new Thread(
            () -> {
              try {
                table.promote(NAME, "production", 1, "hangs", "ann", NOW);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    promotion.start();
    hangs.await();
    table.close();
    answers.countDown();
    promotion.join();
  }

  @Test
  void aHangingLoadTimesOutAndIsNotRetried() throws Exception {
    registry = TwoNumbers.registry(root, 1);
    endless("endless", "");
    table = new ModelTable(registry, within(Duration.ofSeconds(1)), observers);
    settle();
    assertThat(serving()).isOne();
    // Both the load and its first run have this limit; which is over first is not said.
    assertThat(table.status("endless").versions())
        .singleElement()
        .satisfies(version -> assertThat(version.problem()).endsWith("within 1s"));
    assertThat(table.loadErrors()).containsEntry("endless", 1L).containsEntry(NAME, 0L);
    settle();
    assertThat(table.loadErrors()).containsEntry("endless", 1L);
    assertThat(table.promote("endless", "production", 1, "again", "ann", NOW))
        .isInstanceOfSatisfying(
            Promotion.Refused.class,
            refused ->
                assertThat(refused.message())
                    .startsWith("endless/1 does not load: ")
                    .endsWith("within 1s"));
    while (runtime.openSessions() > 1 || table.hangingLoads() > 0) {
      Thread.onSpinWait(); // the runs are ended
    }
  }

  @Test
  void anErrorFailsOneVersionOnly() throws Exception {
    registry = TwoNumbers.registry(root, 1);
    endless("heavy", "");
    VersionObservers failing =
        new TwoNumbers.Observers() {
          @Override
          public VersionObserver loaded(VersionId id, ModelSchema schema, Baseline baseline) {
            if (id.model().equals("heavy")) {
              throw new OutOfMemoryError("Java heap space");
            }
            return observers.loaded(id, schema, baseline);
          }
        };
    Files.write(root.resolve("heavy/versions/1/model.onnx"), TwoNumbers.onnx(1));
    Files.write(
        root.resolve("heavy/versions/1/model.sha256"),
        (Sha256.of(TwoNumbers.onnx(1)) + "\n").getBytes(StandardCharsets.UTF_8));
    table = new ModelTable(registry, opener, failing);
    settle();
    assertThat(serving()).isOne();
    assertThat(table.status("heavy").versions().get(0).problem()).contains("memory");
    assertThat(runtime.openSessions()).isOne();
  }

  private ModelOpener within(Duration limit) {
    LoadSettings settings = new LoadSettings(LoadSettings.Probing.OFF, null, limit, 1L << 30);
    return new ModelOpener(runtime, null, LoadRecord.inMemory(), settings);
  }

  private void endless(String name, String aliases) throws Exception {
    ModelSchema schema =
        ModelSchema.ofColumns(
            name, TwoNumbers.schema().features(), TwoNumbers.schema().monitoring());
    registry.addVersion(
        schema, Files.readAllBytes(TestFiles.fixtures().resolve("endless-run.onnx")), null);
    if (!aliases.isEmpty()) {
      Files.writeString(root.resolve(name).resolve("aliases.yaml"), aliases);
    }
  }
}
