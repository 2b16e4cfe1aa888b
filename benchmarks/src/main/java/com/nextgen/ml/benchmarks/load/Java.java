package com.nextgen.ml.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts Java processes on this process's class path, each on a core of its own where it can. */
final class Java {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private static final long END_SECONDS = 10;

  private Java() {}

  /** Whether processes are kept to one core each. */
  static boolean isPinned() {
    return CORES > 1 && Files.isExecutable(TASKSET);
  }

  /**
   * A process that is yet to be started.
   *
   * @param core from 0; processes on different cores do not share one
   * @param options of the JVM
   * @param rest system properties, main class and its arguments
   */
  static ProcessBuilder process(int core, List<String> options, List<String> rest)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (isPinned()) {
      command.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(rest);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** Starts a process, which does not outlive this one. */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** Waits for a process to end, not for ever. */
  static void awaitEnd(Process process) {
    process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
