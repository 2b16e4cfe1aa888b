package com.nextgen.ml.service.cli.command;

/** What the program tells its caller. */
public final class ExitStatus {
  /** The command did what it was asked to. */
  public static final int DONE = 0;

  /** {@code compare --fail-on-drift} found drift. */
  public static final int DRIFT_FOUND = 1;

  /** The command line is wrong. */
  public static final int WRONG_USE = 2;

  /** The command was understood and failed. */
  public static final int FAILED = 3;

  private ExitStatus() {}
}
