package com.nextgen.ml.service.cli;

import io.micronaut.runtime.Micronaut;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    Micronaut.run(Main.class, arguments);
  }
}
