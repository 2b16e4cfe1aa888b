package com.nextgen.ml.service.status;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.page.text.TextTable;
import com.nextgen.ml.service.status.VersionStatus.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The screen as text: a line a version, below it why there is trouble. */
public final class StatusText {
  private static final int MAX_PROBLEM = 200;

  private StatusText() {}

  /** Returns the text; each line ends. */
  public static String of(StatusBoard.Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(time(screen.at()) + "  " + summary(screen.versions()));
    if (!screen.versions().isEmpty()) {
      lines.add("");
      lines.addAll(table(screen.versions()));
      List<String> reasons = reasons(screen.versions());
      if (!reasons.isEmpty()) {
        lines.add("");
        lines.addAll(reasons);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String summary(List<VersionStatus> versions) {
    List<String> parts = new ArrayList<>();
    parts.add(versions.size() + (versions.size() == 1 ? " version" : " versions"));
    for (State state : State.values()) {
      long count = versions.stream().filter(version -> version.state() == state).count();
      if (count > 0) {
        parts.add(count + " " + state.code());
      }
    }
    return String.join(", ", parts);
  }

  private static List<String> table(List<VersionStatus> versions) {
    Set<String> families = new LinkedHashSet<>();
    for (VersionStatus version : versions) {
      VersionStatus.Loaded loaded = version.loaded();
      if (loaded != null) {
        families.addAll(loaded.families().keySet());
      }
    }
    List<String> header = new ArrayList<>(List.of("model", "version", "state"));
    header.addAll(families);
    int rows = header.size();
    header.addAll(List.of("rows", "last prediction", "last label"));
    TextTable table = new TextTable(header, Set.of(rows));
    versions.forEach(version -> table.add(row(version, families)));
    return table.lines();
  }

  private static List<String> row(VersionStatus version, Set<String> families) {
    List<String> cells = new ArrayList<>();
    cells.add(version.model());
    String aliases = String.join(", ", version.aliases());
    cells.add(
        (version.version() == 0 ? "" : Integer.toString(version.version()))
            + (aliases.isEmpty() ? "" : " " + aliases));
    cells.add(version.state().code());
    VersionStatus.Loaded loaded = version.loaded();
    for (String family : families) {
      FamilyStatus status = loaded == null ? null : loaded.families().get(family);
      cells.add(status == null ? "-" : word(status.verdict()));
    }
    cells.add(loaded == null ? "-" : String.format(Locale.ROOT, "%,d", loaded.rows()));
    cells.add(loaded == null ? "-" : time(loaded.lastPrediction()));
    cells.add(loaded == null ? "-" : time(loaded.lastLabel()));
    return cells;
  }

  /** Short, so that all families fit on a line. */
  private static String word(Verdict verdict) {
    return verdict == Verdict.NOT_ENOUGH_DATA ? "no verdict" : verdict.code();
  }

  private static List<String> reasons(List<VersionStatus> versions) {
    List<String> lines = new ArrayList<>();
    for (VersionStatus version : versions) {
      String name =
          version.model() + (version.version() == 0 ? "" : " version " + version.version());
      if (version.problem() != null) {
        lines.add(name + ": " + problem(version.problem()));
      }
      VersionStatus.Loaded loaded = version.loaded();
      Map<String, FamilyStatus> families = loaded == null ? Map.of() : loaded.families();
      families.forEach(
          (family, status) -> {
            if (status.verdict() != Verdict.STABLE) {
              lines.add(name + ": " + reason(family, status));
            }
          });
    }
    return lines;
  }

  private static String reason(String family, FamilyStatus status) {
    return family
        + (status.window() == null ? "" : " of " + status.window())
        + " "
        + status.verdict().code()
        + (status.since() == null ? "" : " since " + time(status.since()))
        + (status.why().isEmpty() ? "" : ": " + status.why());
  }

  private static String problem(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_PROBLEM ? line : line.substring(0, MAX_PROBLEM - 1) + "…";
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
