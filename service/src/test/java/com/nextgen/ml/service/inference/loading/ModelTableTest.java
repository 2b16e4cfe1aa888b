package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.inference.probe.LoadRecord;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ModelTableTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String NAME = TwoNumbers.NAME;

  @TempDir Path root;
  private final ModelOpener opener = ModelOpener.of(LoadSettings.DIRECT, NOW);
  private final OnnxRuntime runtime = opener.runtime();
  private final TwoNumbers.Observers observers = new TwoNumbers.Observers();
  private DirectoryRegistry registry;
  private ModelTable table;

  private void poll() throws Exception {
    registry.poll();
    table.sync(NOW);
    assertThat(table.awaitLoads(Duration.ofMinutes(1))).isTrue();
  }

  private void start(int versions) throws Exception {
    registry = TwoNumbers.registry(root, versions);
    table = new ModelTable(registry, opener, observers);
    settle();
  }

  private void settle() throws Exception {
    registry.poll();
    poll();
  }

  @AfterEach
  void everythingThatWasOpenedIsClosed() {
    if (table != null) {
      table.close();
      assertThat(table.lease(NAME)).isNull();
    }
    assertThat(runtime.openSessions()).isZero();
    assertThat(observers.retired.get()).isEqualTo(observers.loaded.get());
  }

  @Test
  void servesTheHighestVersionWithoutAliases() throws Exception {
    start(3);
    assertThat(serving()).isEqualTo(3);
    assertThat(loaded()).containsExactly(3);
    assertThat(table.lease(NAME, 2)).isNull();
    assertThat(table.lease("unknown")).isNull();
    registry.addVersion(TwoNumbers.schema(), TwoNumbers.onnx(4), null);
    settle();
    assertThat(loaded()).containsExactly(4);
    assertThat(runtime.openSessions()).isOne();
  }

  @Test
  void loadsOnlyVersionsThatAliasesName() throws Exception {
    start(4);
    write("aliases.yaml", "production: 2\nshadow: 3\n");
    settle();
    assertThat(loaded()).containsExactly(2, 3);
    assertThat(serving()).isEqualTo(2);
    write("aliases.yaml", "shadow: 1\ncandidate: 3\n");
    settle();
    assertThat(loaded()).containsExactly(1, 3);
    assertThat(serving()).as("no production: the highest").isEqualTo(3);
  }

  @Test
  void aPromotionTakesEffectAtOnceAndIsRecorded() throws Exception {
    start(2);
    Promotion promotion = table.promote(NAME, "production", 1, "better", "ann", NOW);
    assertThat(promotion).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(1);
    assertThat(loaded()).containsExactly(1);
    settle();
    assertThat(serving()).isEqualTo(1);
    assertThat(Files.readString(root.resolve(NAME + "/aliases.yaml"))).isEqualTo("production: 1\n");
    assertThat(registry.aliasHistory(NAME))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.to()).isEqualTo(1);
              assertThat(change.from()).isNull();
              assertThat(change.caller()).isEqualTo("ann");
              assertThat(change.reason()).isEqualTo("better");
              assertThat(change.time()).isEqualTo(NOW);
            });
  }

  @Test
  void aPollDoesNotUndoALaterPromotion() throws Exception {
    start(2);
    table.promote(NAME, "production", 1, "start", "test", NOW);
    registry.poll();
    table.promote(NAME, "production", 2, "better", "test", NOW);
    table.sync(NOW);
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().id().version()).isEqualTo(2);
    }
  }

  @Test
  void eachRollbackGoesBackOneVersion() throws Exception {
    start(3);
    for (int version : new int[] {1, 2, 3}) {
      table.promote(NAME, "production", version, "next", "ann", NOW);
    }
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(2);
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(1);
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Unknown.class);
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void keepsTheOldVersionIfTheNewOneDoesNotLoad() throws Exception {
    start(1);
    int broken =
        registry.addVersion(TwoNumbers.schema(), "no model".getBytes(StandardCharsets.UTF_8), null);
    assertThat(table.promote(NAME, "production", broken, "new", "ann", NOW))
        .isInstanceOfSatisfying(
            Promotion.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo(
                        "two-numbers/2 does not load:"
                            + " the model file is not an ONNX file, or is damaged"));
    assertThat(Files.exists(root.resolve(NAME + "/aliases.yaml"))).isFalse();
    assertThat(serving()).isEqualTo(1);
    settle();
    assertThat(serving()).as("the highest does not load either").isEqualTo(1);
    ModelStatus status = table.status(NAME);
    assertThat(status.standard()).hasValue(1);
    assertThat(status.versions())
        .containsExactly(
            new ModelStatus.Version(1, true, null),
            new ModelStatus.Version(2, false, "the model file is not an ONNX file, or is damaged"));
    assertThat(table.loadErrors()).containsEntry(NAME, 2L);
    settle();
    assertThat(table.loadErrors()).as("not tried again unchanged").containsEntry(NAME, 2L);
    Files.delete(root.resolve(NAME + "/versions/2/model.sha256"));
    Files.write(root.resolve(NAME + "/versions/2/model.onnx"), TwoNumbers.onnx(2));
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).versions().get(1).problem()).isNull();
  }

  @Test
  void anAliasOfNoVersionIsAProblemAndChangesNothing() throws Exception {
    start(2);
    write("aliases.yaml", "production: 7\n");
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).versions())
        .contains(
            new ModelStatus.Version(7, false, "an alias names it, but it is not in the registry"));
    write("aliases.yaml", "production: [1, 2]\n");
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).problem())
        .isEqualTo("aliases.yaml, line 1: production must be a single value");
  }

  @Test
  void refusesToPromoteUnknownVersionsAndInvalidNames() throws Exception {
    start(1);
    assertThat(table.promote(NAME, "production", 9, "r", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.promote("../" + NAME, "production", 1, "r", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.promote(NAME, "a/b", 1, "r", "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(table.promote(NAME, "production", 1, " ", "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(table.promote(NAME, "production", 1, "r".repeat(1_001), "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(registry.aliasHistory(NAME)).isEmpty();
  }

  @Test
  void stopsServingARemovedModel() throws Exception {
    start(1);
    Files.move(root.resolve(NAME), root.resolve(".gone"));
    poll();
    assertThat(serving()).as("seen once").isEqualTo(1);
    poll();
    assertThat(table.lease(NAME)).isNull();
    assertThat(table.loadErrors()).isEmpty();
    assertThat(table.statuses()).isEmpty();
  }

  @Test
  void reloadsChangedFiles() throws Exception {
    start(1);
    Lease old = table.lease(NAME);
    Path file = root.resolve(NAME + "/versions/1/model.onnx");
    Files.delete(file.resolveSibling("model.sha256"));
    Files.write(file, TwoNumbers.onnx(2));
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    settle();
    assertThat(old.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score())
        .containsExactly(7);
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score()[0])
          .isCloseTo(TwoNumbers.answer(2), within(1e-9));
    }
    assertThat(runtime.openSessions()).isEqualTo(2);
    old.close();
    old.close();
    assertThat(runtime.openSessions()).isOne();
    assertThatThrownBy(() -> old.version().predict(TwoNumbers.ROW, TwoNumbers.later()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no longer loaded");
  }

  @Test
  void aVersionServedElsewherePredictsNothing() throws Exception {
    registry = TwoNumbers.registry(root);
    registry.addVersion(TwoNumbers.schema(), null, null);
    table = new ModelTable(registry, opener, observers);
    settle();
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().signature()).isNull();
      assertThat(lease.version().sha256()).isEmpty();
      assertThatThrownBy(() -> lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("made elsewhere");
    }
  }

  @Test
  void aHangingLoadBlocksNeitherOthersNorClosing() throws Exception {
    start(2);
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
    table = new ModelTable(registry, impatient(), observers);
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

  private ModelOpener impatient() {
    LoadSettings settings =
        new LoadSettings(LoadSettings.Probing.OFF, null, Duration.ofSeconds(1), 1L << 30);
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

  @Test
  void swapsUnderLoadFailNoCallAndLeakNothing() throws Exception {
    start(2);
    table.promote(NAME, "production", 1, "start", "test", NOW);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong calls = new AtomicLong();
    int threads = 3;
    CountDownLatch running = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> loads = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int rows = thread % 2 == 0 ? 1 : 100;
      loads.add(
          pool.submit(
              () -> {
                running.countDown();
                while (!stop.get()) {
                  callOnce(rows);
                  calls.incrementAndGet();
                }
                return null;
              }));
    }
    running.await();
    for (int swap = 0; swap < 200; swap++) {
      long before = calls.get();
      Promotion promotion =
          table.promote(NAME, "production", 2 - swap % 2, "swap " + swap, "test", NOW);
      assertThat(promotion).isInstanceOf(Promotion.Done.class);
      while (calls.get() == before && loads.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
    }
    stop.set(true);
    for (Future<?> load : loads) {
      load.get();
    }
    pool.shutdown();
    assertThat(calls.get()).isGreaterThan(200);
    assertThat(runtime.openSessions()).isOne();
    assertThat(observers.loaded.get()).isEqualTo(202);
    assertThat(observers.retired.get()).isEqualTo(201);
    assertThat(registry.aliasHistory(NAME)).hasSize(201);
  }

  private void callOnce(int rows) throws InferenceException {
    double[] numbers = new double[2 * rows];
    for (int i = 0; i < rows; i++) {
      numbers[2 * i] = 3;
      numbers[2 * i + 1] = 4;
    }
    try (Lease lease = table.lease(NAME)) {
      double[] found =
          lease
              .version()
              .predict(new RowBlock(rows, numbers, new String[0]), TwoNumbers.later())
              .score();
      double expected = TwoNumbers.answer(lease.version().id().version());
      assertThat(found).hasSize(rows);
      assertThat(found[rows - 1]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void concurrentPromotionsEndInOneOfThem() throws Exception {
    start(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Promotion>> promotions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int version = i % 4 + 1;
      promotions.add(
          pool.submit(() -> table.promote(NAME, "production", version, "race", "test", NOW)));
    }
    for (Future<Promotion> promotion : promotions) {
      assertThat(promotion.get()).isInstanceOf(Promotion.Done.class);
    }
    pool.shutdown();
    int serving = serving();
    assertThat(Files.readString(root.resolve(NAME + "/aliases.yaml")))
        .isEqualTo("production: " + serving + "\n");
    var history = registry.aliasHistory(NAME);
    assertThat(history).hasSize(40);
    assertThat(history.get(39).to()).isEqualTo(serving);
    for (int i = 1; i < 40; i++) {
      assertThat(history.get(i).from()).isEqualTo(history.get(i - 1).to());
    }
    assertThat(runtime.openSessions()).isOne();
  }

  private int serving() throws Exception {
    try (Lease lease = table.lease(NAME)) {
      int version = lease.version().id().version();
      assertThat(lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score()[0])
          .isCloseTo(TwoNumbers.answer(version), within(1e-6));
      return version;
    }
  }

  private List<Integer> loaded() {
    return table.versions().stream().map(version -> version.id().version()).toList();
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(root.resolve(NAME).resolve(file), text);
  }
}
