package com.nextgen.ml.service.temporary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path folder;

  private static long entries(Path folder) throws Exception {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.count();
    }
  }

  @Test
  void goesWithAllThatIsInIt() throws Exception {
    Path among = folder.resolve("ours");
    try (TemporaryFolder ours = TemporaryFolder.open(among)) {
      Files.writeString(Files.createDirectory(ours.path().resolve("in")).resolve("a"), "text");
      assertThat(ours.room()).isPositive();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(among)))
          .isEqualTo("rwx------");
    }
    assertThat(entries(among)).isZero();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndWhatIsUsedStays() throws Exception {
    Path among = folder.resolve("ours");
    try (TemporaryFolder used = TemporaryFolder.open(among)) {
      Path left = Files.createDirectory(among.resolve("left"));
      Files.writeString(left.resolve("body.csv"), "rows");
      Files.createFile(among.resolve("left.lock"));
      assertThat(TemporaryFolder.clean(among)).isEqualTo(1);
      assertThat(left).doesNotExist();
      assertThat(used.path()).exists();
      assertThat(TemporaryFolder.clean(among)).isZero();
    }
  }

  @Test
  void whereNoneWasMadeNothingIsCleaned() throws Exception {
    assertThat(TemporaryFolder.clean(folder.resolve("none"))).isZero();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("x.lock"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    assertThat(TemporaryFolder.clean(link)).isZero();
    assertThat(elsewhere.resolve("x.lock")).exists();
  }
}
