package com.nextgen.ml.service.cli.command;

import picocli.CommandLine.Option;

/** {@code --help} alone; picocli's own mixin would take {@code --version} as well. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "shows this text")
  boolean help;
}
