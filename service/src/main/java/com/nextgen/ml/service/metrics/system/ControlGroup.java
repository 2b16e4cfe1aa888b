package com.nextgen.ml.service.metrics.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A Linux control group as its files tell of it: version 2 (<a
 * href="https://docs.kernel.org/admin-guide/cgroup-v2.html">cgroup-v2</a>) or version 1 with one
 * hierarchy a controller. A file that is absent or says something else makes its figure absent.
 */
abstract sealed class ControlGroup {
  private static final int MAX_FILE = 1 << 14;

  /** Version 1 writes the largest page-aligned number where there is no limit. */
  private static final double UNLIMITED = 1L << 62;

  private final Path root;

  private ControlGroup(Path root) {
    this.root = root;
  }

  /** The control group whose files are in or under {@code root}. */
  static ControlGroup at(Path root) {
    return Files.exists(root.resolve("cgroup.controllers")) ? new Two(root) : new One(root);
  }

  /** Bytes. */
  abstract OptionalDouble memoryUsage();

  /** Bytes; absent if there is no limit. */
  abstract OptionalDouble memoryLimit();

  /** Processors; absent if there is no limit. */
  abstract OptionalDouble cpuLimit();

  /** Processor time used. */
  abstract OptionalDouble cpuSeconds();

  /** Time spent waiting because of the limit. */
  abstract OptionalDouble throttledSeconds();

  final OptionalDouble number(String file) {
    return text(file).map(ControlGroup::parsed).orElse(OptionalDouble.empty());
  }

  /** The number after {@code key} in a file of keys and numbers. */
  final OptionalDouble number(String file, String key) {
    return text(file).stream()
        .flatMap(String::lines)
        .map(line -> List.of(line.split(" ", -1)))
        .filter(words -> words.size() == 2 && words.get(0).equals(key))
        .map(words -> parsed(words.get(1)))
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  final Optional<String> text(String file) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return Optional.of(new String(in.readNBytes(MAX_FILE), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static OptionalDouble parsed(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value < UNLIMITED ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty(); // such as "max"
    }
  }

  static OptionalDouble ratio(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent() && b.getAsDouble() > 0
        ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static final class Two extends ControlGroup {
    private static final OptionalDouble MICROSECONDS = OptionalDouble.of(1e6);

    Two(Path root) {
      super(root);
    }

    @Override
    OptionalDouble memoryUsage() {
      return number("memory.current");
    }

    @Override
    OptionalDouble memoryLimit() {
      return number("memory.max");
    }

    @Override
    OptionalDouble cpuLimit() {
      List<String> words = text("cpu.max").map(t -> List.of(t.split(" ", -1))).orElse(List.of());
      return words.size() == 2
          ? ratio(parsed(words.get(0)), parsed(words.get(1)))
          : OptionalDouble.empty();
    }

    @Override
    OptionalDouble cpuSeconds() {
      return ratio(number("cpu.stat", "usage_usec"), MICROSECONDS);
    }

    @Override
    OptionalDouble throttledSeconds() {
      return ratio(number("cpu.stat", "throttled_usec"), MICROSECONDS);
    }
  }

  private static final class One extends ControlGroup {
    private static final OptionalDouble NANOSECONDS = OptionalDouble.of(1e9);

    One(Path root) {
      super(root);
    }

    @Override
    OptionalDouble memoryUsage() {
      return number("memory/memory.usage_in_bytes");
    }

    @Override
    OptionalDouble memoryLimit() {
      return number("memory/memory.limit_in_bytes");
    }

    @Override
    OptionalDouble cpuLimit() {
      return ratio(number("cpu/cpu.cfs_quota_us"), number("cpu/cpu.cfs_period_us"));
    }

    @Override
    OptionalDouble cpuSeconds() {
      return ratio(number("cpuacct/cpuacct.usage"), NANOSECONDS);
    }

    @Override
    OptionalDouble throttledSeconds() {
      return ratio(number("cpu/cpu.stat", "throttled_time"), NANOSECONDS);
    }
  }
}
