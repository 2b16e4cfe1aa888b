package com.nextgen.ml.service.inference.probe;

import java.io.PrintStream;
import java.util.List;

/**
 * The lines in which the other process answers: that it is ready, then what came of it. Whatever
 * else stands in its output is the runtime's and passed over.
 */
public final class Answer {
  private static final String READY = "probe: ready";
  private static final String GOOD = "probe: good";
  private static final String REFUSED = "probe: refused: ";

  private Answer() {}

  /** Says that what comes next is the file's doing. */
  public static void ready(PrintStream out) {
    line(out, READY);
  }

  /** Says that the file opens and runs. */
  public static void good(PrintStream out) {
    line(out, GOOD);
  }

  /** Says why it does not. */
  public static void refused(PrintStream out, String message) {
    line(out, REFUSED + message.replaceAll("\\s+", " "));
  }

  private static void line(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }

  static boolean isReady(List<String> lines) {
    return lines.contains(READY);
  }

  /** What the lines of a process say that ended by itself with this status. */
  static ProbeResult of(List<String> lines, int status) {
    for (String line : lines) {
      if (line.equals(GOOD) && status == 0) {
        return new ProbeResult.Good();
      }
      if (line.startsWith(REFUSED)) {
        return new ProbeResult.Refused(line.substring(REFUSED.length()));
      }
    }
    String how = status > 128 ? "signal " + (status - 128) : "status " + status;
    return isReady(lines)
        ? new ProbeResult.Fatal("ended that process with " + how)
        : new ProbeResult.Unavailable("it ended with " + how + " before it was ready");
  }
}
