package com.nextgen.ml.service.cli.command;

import com.nextgen.ml.service.training.CaptureProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Tells of the steps in which a baseline is made, a line each. */
public final class StepProgress implements CaptureProgress {
  private final PrintWriter err;
  private @Nullable Progress step;

  public StepProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void begin(String what) {
    step = Progress.of(err, what);
  }

  @Override
  public void at(long done, double fraction) {
    if (step != null) {
      step.at(done, fraction);
    }
  }

  @Override
  public void end(long done) {
    if (step != null) {
      step.done(done);
    }
  }
}
