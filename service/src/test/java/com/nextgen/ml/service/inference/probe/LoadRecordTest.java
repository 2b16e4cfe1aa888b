package com.nextgen.ml.service.inference.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoadRecordTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final String FILE = "ab".repeat(32);

  @TempDir Path folder;

  private LoadRecord record(String host) {
    return LoadRecord.in(folder.resolve("state"), "1.0-amd64", host, NOW);
  }

  @Test
  void proofsHoldForTheSameRuntimeOnly() {
    assertThat(record("a").isProven(FILE)).isFalse();
    record("a").prove(FILE);
    assertThat(record("a").isProven(FILE)).isTrue();
    assertThat(record("b").isProven(FILE)).as("another replica").isTrue();
    assertThat(LoadRecord.in(folder.resolve("state"), "1.1-amd64", "a", NOW).isProven(FILE))
        .isFalse();
  }

  @Test
  void aLeftoverMarkIsACrashOfItsHostOnly() {
    record("a").opening(FILE);
    assertThat(record("a").deaths(FILE)).isOne();
    assertThat(record("b").deaths(FILE)).isZero();
  }

  @Test
  void countsConsecutiveCrashesUntilTheFileOpens() {
    record("a").opening(FILE);
    record("a").opening(FILE);
    LoadRecord third = record("a");
    assertThat(third.deaths(FILE)).isEqualTo(2);
    third.opening(FILE);
    third.opened(FILE);
    assertThat(third.deaths(FILE)).isZero();
    assertThat(record("a").deaths(FILE)).isZero();
  }

  @Test
  void aKillLongAfterOpeningIsNotACrash() {
    LoadRecord first = record("a");
    first.opening(FILE);
    first.opened(FILE);
    assertThat(record("a").deaths(FILE)).isZero();
  }

  @Test
  void aMarkWithoutANumberIsOneCrash() throws Exception {
    LoadRecord first = record("a");
    first.opening(FILE);
    Files.writeString(first.mark(FILE), "");
    assertThat(record("a").deaths(FILE)).isOne();
    Files.writeString(first.mark(FILE), "9".repeat(100));
    assertThat(record("a").deaths(FILE)).isOne();
  }

  @Test
  void removesMarksOfOldHosts() throws Exception {
    LoadRecord gone = record("gone");
    gone.opening(FILE);
    Files.setLastModifiedTime(gone.mark(FILE), FileTime.from(NOW.minus(Duration.ofDays(31))));
    record("a");
    assertThat(gone.mark(FILE)).doesNotExist();
  }

  @Test
  @Timeout(30)
  void aPipeInPlaceOfAFileDoesNotBlock() throws Exception {
    LoadRecord first = record("a");
    first.opening(FILE);
    Path mark = Objects.requireNonNull(first.mark(FILE));
    pipe(mark);
    Path proven;
    record("b").prove(FILE);
    try (Stream<Path> files = Files.list(mark.getParent())) {
      proven = files.filter(file -> file.toString().endsWith(".proven")).findFirst().orElseThrow();
    }
    pipe(proven);
    LoadRecord second = record("a");
    assertThat(second.deaths(FILE)).isOne();
    second.opening(FILE);
    second.prove(FILE);
    assertThat(mark).isRegularFile().hasContent("2");
    assertThat(proven).isRegularFile();
  }

  private static void pipe(Path path) throws Exception {
    Files.deleteIfExists(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  @Test
  void doesNotFollowALinkedMark() throws Exception {
    LoadRecord first = record("a");
    first.opening(FILE);
    Path mark = Objects.requireNonNull(first.mark(FILE));
    Path other = Files.writeString(folder.resolve("other"), "7");
    Files.delete(mark);
    Files.createSymbolicLink(mark, other);
    LoadRecord second = record("a");
    assertThat(second.deaths(FILE)).isOne();
    second.opening(FILE);
    assertThat(other).hasContent("7");
    assertThat(record("a").deaths(FILE)).isEqualTo(2);
  }

  @Test
  void leavesOtherFilesAlone() throws Exception {
    Path other = Files.createDirectories(folder.resolve("state")).resolve("their.loading");
    Files.writeString(other, "");
    Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(99))));
    record("a");
    assertThat(other).exists();
  }

  @Test
  void remembersInMemoryIfNothingCanBeWritten() throws Exception {
    Files.writeString(folder.resolve("state"), "a file in place of the directory");
    LoadRecord record = record("a");
    record.opening(FILE);
    record.opened(FILE);
    record.prove(FILE);
    assertThat(record.isProven(FILE)).isTrue();
    assertThat(record("a").isProven(FILE)).isFalse();
  }

  @Test
  void aMarkRemovedByAnotherProcessIsNotACrash() throws Exception {
    record("a").opening("cd".repeat(32));
    // Listed, and not there when it is read.
    Path gone = record("a").mark(FILE);
    Files.createSymbolicLink(gone, folder.resolve("nowhere"));
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(LoadRecord.class);
    told.start();
    logger.addAppender(told);
    try {
      assertThat(record("a").deaths(FILE)).isZero();
      assertThat(record("a").deaths("cd".repeat(32))).isOne();
    } finally {
      logger.detachAppender(told);
    }
    assertThat(told.list).isEmpty();
  }
}
