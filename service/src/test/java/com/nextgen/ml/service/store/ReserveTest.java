package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {
  @TempDir Path folder;

  @Test
  void isAPartOfASmallVolumeAndBoundedOnALargeOne() {
    assertThat(Reserve.bytesOf(16 << 20)).isEqualTo(1 << 20);
    assertThat(Reserve.bytesOf(1L << 40)).isEqualTo(16 << 20);
  }

  @Test
  void isHeldByAFileBesideTheStoreThatGoesWithIt() throws Exception {
    Reserve reserve = new Reserve(folder.resolve("store.db"));
    assertThat(reserve.take()).isTrue();
    Path file = folder.resolve("store.db-reserve");
    long bytes = Reserve.bytesOf(Files.getFileStore(folder).getTotalSpace());
    assertThat(file).hasSize(bytes);
    // There is other room.
    assertThat(reserve.giveUp()).isFalse();
    reserve.close();
    assertThat(file).doesNotExist();
  }

  @Test
  void isGivenUpWhereThereIsNoOtherRoomAndTakenWhenThereIs() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4)) {
      Path store = disk.folder().resolve("store.db");
      assertThat(new Reserve(store).take()).isTrue();
      Path ballast = disk.fill(0);
      Reserve next = new Reserve(store);
      next.adopt();
      assertThat(next.isWhole()).isTrue();
      assertThat(next.giveUp()).isTrue();
      assertThat(next.isWhole()).isFalse();
      assertThat(next.take()).isFalse();
      Files.delete(ballast);
      assertThat(next.take()).isTrue();
    }
  }
}
