package com.nextgen.ml.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.util.DriverInfo;

/** Libraries whose earlier versions have known holes are the mended ones, whoever asks for them. */
class LibrariesTest {
  private static final Comparator<String> BY_NUMBERS =
      Comparator.comparing(LibrariesTest::numbers, java.util.Arrays::compare);

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\D+")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void allNettyModulesHaveTheSamePatchedVersion() {
    var versions = Version.identify(Version.class.getClassLoader()).values();
    assertThat(versions).extracting(Version::artifactId).contains("netty-codec-http");
    assertThat(versions.stream().map(Version::artifactVersion).distinct())
        .singleElement()
        .satisfies(version -> assertThat(BY_NUMBERS.compare(version, "4.2.18")).isNotNegative());
  }

  @Test
  void postgresDriverAndJacksonArePatched() {
    assertThat(BY_NUMBERS.compare(DriverInfo.DRIVER_VERSION, "42.7.11")).isNotNegative();
    String jackson = com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString();
    assertThat(BY_NUMBERS.compare(jackson, "2.23.0")).isNotNegative();
    assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION)
        .extracting(Object::toString)
        .isEqualTo(jackson);
  }
}
