package com.nextgen.ml.service.cli.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/** Tells how far long work has come, how fast it goes and how long it will take. */
public final class Progress {
  private static final long ON_A_TERMINAL = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long IN_A_LOG = TimeUnit.SECONDS.toNanos(5);

  private final PrintWriter err;
  private final String what;
  private final LongSupplier nanoTime;
  private final boolean terminal;
  private final long began;
  private long said;

  /**
   * @param what is done, such as {@code rows}
   * @param nanoTime a monotonic clock
   * @param terminal whether a line can be written over
   */
  public Progress(PrintWriter err, String what, LongSupplier nanoTime, boolean terminal) {
    this.err = err;
    this.what = what;
    this.nanoTime = nanoTime;
    this.terminal = terminal;
    this.began = nanoTime.getAsLong();
    this.said = began;
  }

  /** Progress of a command, on a terminal if there is one. */
  public static Progress of(PrintWriter err, String what) {
    return new Progress(err, what, System::nanoTime, Ansi.AUTO.enabled());
  }

  /**
   * Says where the work is if the last time is long enough ago.
   *
   * @param done of what
   * @param fraction of the whole, 0 to 1
   */
  public void at(long done, double fraction) {
    long now = nanoTime.getAsLong();
    if (now - said >= (terminal ? ON_A_TERMINAL : IN_A_LOG)) {
      said = now;
      say(done, fraction, now);
    }
  }

  /** Says that the work is done. */
  public void done(long done) {
    say(done, 1, nanoTime.getAsLong());
    if (terminal) {
      err.println();
    }
  }

  private void say(long done, double fraction, long now) {
    double seconds = Math.max(1e-3, (now - began) / 1e9);
    double share = Math.max(0, Math.min(1, fraction));
    String left =
        share >= 1
            ? "in " + spelled(seconds)
            : share > 0.001 ? spelled(seconds / share - seconds) + " left" : "…";
    String line =
        String.format(
            Locale.ROOT,
            "%5.1f %%  %,d %s  %,.0f/s  %s",
            100 * share,
            done,
            what,
            done / seconds,
            left);
    if (terminal) {
      err.print("\r" + line + "\u001b[K");
      err.flush();
    } else {
      err.println(line);
    }
  }

  private static String spelled(double seconds) {
    Duration duration = Duration.ofMillis(Math.round(seconds * 1000));
    return duration.toHours() > 0
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toMinutes() > 0
            ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
            : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
