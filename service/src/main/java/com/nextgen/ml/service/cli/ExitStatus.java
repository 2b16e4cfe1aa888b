package com.nextgen.ml.service.cli;

/** What the program tells its caller. */
final class ExitStatus {
  /** The command did what it was asked to. */
  static final int DONE = 0;

  /** {@code compare --fail-on-drift} found drift. */
  static final int DRIFT_FOUND = 1;

  /** The command line is wrong. */
  static final int WRONG_USE = 2;

  /** The command was understood and failed. */
  static final int FAILED = 3;

  private ExitStatus() {}
}
