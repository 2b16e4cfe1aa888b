package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.log.PredictionLog;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.store.SmallDisk;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A volume that is full has room for labels when it has none for predictions. */
@Timeout(180)
class FullDiskTest {
  private static final int TOGETHER = 100;

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final CountedRows counting = new CountedRows();
  private final Set<String> labelled = new HashSet<>();

  private boolean label(Feedback feedback, TestServed shop, int number) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      labels.add(FeedbackFixture.yes("l" + number + "-" + i));
    }
    try {
      feedback.label(shop, labels).join();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
      return false;
    }
    labels.forEach(label -> labelled.add(label.id()));
    return true;
  }

  private static String[] ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toArray(String[]::new);
  }

  @Test
  void predictionsWaitAndAreDroppedWhileLabelsGoOn() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 32);
        Store store = Store.start(StoreAddress.file(disk.folder().resolve("store.db")))) {
      while (!store.health().isAvailable()) {
        Thread.sleep(1);
      }
      Feedback feedback = new Feedback(store, counting, PastRows.NONE, null, clock::millis);
      TestServed shop = TestServed.shop(feedback.versions());
      Path ballast = disk.fill(2 << 20);
      int batch = 0;
      while (!store.health().isFull()) {
        shop.predict(clock.millis(), ids("p" + batch++, 500));
        store.wake();
        while (feedback.storeFigures().waiting() > 2_000 && !store.health().isFull()) {
          Thread.sleep(1);
        }
      }
      // Not one label is refused while predictions find no room.
      for (int i = 0; i < 20; i++) {
        assertThat(label(feedback, shop, i)).isTrue();
      }
      assertThat(feedback.storeFigures().notice()).contains("the disk of the store's file is full");
      assertThat(feedback.storeFigures().problem()).isNull();
      while (feedback.storeFigures().waiting() + 500 <= PredictionLog.CAPACITY) {
        shop.predict(clock.millis(), ids("q" + batch++, 500));
      }
      assertThat(counting.unlogged.sum()).isZero();
      shop.predict(clock.millis(), ids("dropped", 500));
      assertThat(counting.unlogged.sum()).isEqualTo(500);
      int more = 20;
      while (label(feedback, shop, more)) {
        more++;
      }
      Files.delete(ballast);
      while (feedback.storeFigures().waiting() > 0 || store.health().isFull()) {
        Thread.sleep(5);
      }
      assertThat(label(feedback, shop, more)).isTrue();
      assertThat(feedback.storeFigures().notice()).isNull();
      for (String id : labelled) {
        assertThat(store.<Boolean>read(tx -> !tx.labels().find(1, List.of(id)).isEmpty())).isTrue();
      }
      assertThat(feedback.prediction("shop", "p0-0")).isNotNull();
      assertThat(feedback.prediction("shop", "q" + (batch - 1) + "-499")).isNotNull();
      assertThat(feedback.prediction("shop", "dropped-0")).isNull();
    }
  }
}
