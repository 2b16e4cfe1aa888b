package com.nextgen.ml.service.cli.command;

import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How model files are opened that come from who knows where. */
public final class LoadOptions {
  private static final String STATE = ".loads";
  private static final Pattern MEMORY = Pattern.compile("(\\d{1,6})([mg])");

  @Option(
      names = "--probe",
      paramLabel = "preferred",
      defaultValue = "${ML_SERVICE_PROBE:-preferred}",
      description =
          "whether a model file that was never opened before is opened in a process of its own"
              + " first: preferred, required (refuse it where no process can be started) or off"
              + " (default: what the variable ML_SERVICE_PROBE says, or preferred)")
  private String probe;

  @Option(
      names = "--load-within",
      paramLabel = "45s",
      defaultValue = "45s", // less than the minute that a connection may be silent
      description = "how long a model may take to open and run once (default: ${DEFAULT-VALUE})")
  private String within;

  @Option(
      names = "--load-memory",
      paramLabel = "1g",
      defaultValue = "1g",
      description =
          "what a model may take in the process of its own, beside its file (default:"
              + " ${DEFAULT-VALUE})")
  private String memory;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "where is kept which files were found good, or died over (default: .loads in the"
              + " registry)")
  private @Nullable Path state;

  /**
   * Returns the settings.
   *
   * @throws IllegalArgumentException if one of them is none; the message names it
   */
  public LoadSettings settings(Path registry) {
    return new LoadSettings(
        probing(), state == null ? beside(registry) : state, within(), memory());
  }

  /** A registry that is not there yet is made by the first version that is registered. */
  private static @Nullable Path beside(Path registry) {
    return Files.isDirectory(registry) ? registry.resolve(STATE) : null;
  }

  public ModelOpener opener(Path registry) {
    return ModelOpener.of(settings(registry), Clock.systemUTC().instant());
  }

  private LoadSettings.Probing probing() {
    return switch (probe) {
      case "preferred" -> LoadSettings.Probing.PREFERRED;
      case "required" -> LoadSettings.Probing.REQUIRED;
      case "off" -> LoadSettings.Probing.OFF;
      default -> throw new IllegalArgumentException("--probe is preferred, required or off");
    };
  }

  private Duration within() {
    try {
      return DurationSpelling.parse(within);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--load-within: " + e.getMessage(), e);
    }
  }

  private long memory() {
    Matcher matcher = MEMORY.matcher(memory);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("--load-memory is a number and m or g, as in 512m");
    }
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("m") ? 20 : 30);
  }
}
