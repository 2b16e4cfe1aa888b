package com.nextgen.ml.service.cli.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What a person reads while the demo runs; what programs read is in the log and in the API. */
final class Screen {
  private static final int RULE = 72;

  private final PrintWriter out;
  private final DateTimeFormatter clock;

  /**
   * @param zone of the times of day
   */
  Screen(PrintWriter out, ZoneId zone) {
    this.out = out;
    this.clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
  }

  /** Says what there is to open. */
  void addresses(String address, List<String> models, String window, Path log) {
    out.println("The simulated marketplace is open; Ctrl-C closes it. To look at meanwhile:");
    entry("what there is", address + "/");
    for (String model : models) {
      String path = address + "/v1/models/" + model;
      entry(model, path + "/drift?window=" + window);
      entry("", path + "/concept");
    }
    entry("for Prometheus", address + "/metrics");
    log(log);
  }

  /** Says where the log is. */
  void log(Path log) {
    entry("log", log.toString());
  }

  private void entry(String name, String address) {
    out.printf(Locale.ROOT, "  %-18s %s%n", name, address);
  }

  /** Begins a phase. */
  void phase(Phase phase) {
    String title =
        "── %d of %d: %s ".formatted(phase.number(), Phase.values().length, phase.title());
    out.println();
    out.println(Ansi.AUTO.string("@|bold " + title + "|@") + "─".repeat(RULE - title.length()));
    out.println("   " + phase.story());
  }

  /** Tells what was found in a window that ended. */
  void window(String model, Judged judged, List<String> noticed) {
    int columns = judged.drifted().size() + judged.stable().size();
    event(
        judged.to(),
        model,
        "%,d rows".formatted(judged.rows()),
        columns == 0
            ? "not enough data"
            : judged.drifted().isEmpty()
                ? "no drift"
                : judged.drifted().size() + " of " + columns + " columns drifted");
    noticed.forEach(line -> out.println("           " + line));
  }

  /** Tells what was found of the relation of inputs to truth. */
  void concept(Instant at, String model, long labels, String found) {
    event(at, model, "%,d labels".formatted(labels), found);
  }

  private void event(Instant at, String model, String size, String found) {
    out.printf(Locale.ROOT, "   %s   %-18s %14s   %s%n", clock.format(at), model, size, found);
  }

  /** Writes a line as it is. */
  void line(String text) {
    out.println(text);
  }
}
