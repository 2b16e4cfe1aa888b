package com.nextgen.ml.service.inference.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the process is started that tries a file: this Java with this class path, little heap, and,
 * where there is a shell, a limit on all its memory.
 *
 * @param java the program
 * @param classPath given in the environment, which keeps the command line short
 * @param mainClass reads a {@link ProbeRequest} from its input and answers as {@link Answer} says
 * @param memoryBytes what the model may take, beside its file and the process's own
 */
public record ChildCommand(Path java, String classPath, String mainClass, long memoryBytes) {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final int HEAP_MEGABYTES = 48;

  /** The addresses that Java and the runtime reserve before a file is opened: 1,278 MiB on 17. */
  private static final long OWN_BYTES = 1_536L << 20;

  /**
   * The kernel's choice falls on this process first where memory runs out, and it gets no more
   * addresses than it may have.
   */
  private static final String LIMITED =
      "echo 1000 2>/dev/null >/proc/self/oom_score_adj; ulimit -v \"$0\" 2>/dev/null; exec \"$@\"";

  /** This process's Java and class path. */
  public static ChildCommand ofThisProcess(String mainClass, long memoryBytes) {
    return new ChildCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"),
        mainClass,
        memoryBytes);
  }

  /** Returns the words of the command for a file of this size. */
  List<String> words(long fileBytes, Path temporary) {
    long heapMegabytes = HEAP_MEGABYTES + 2 * (fileBytes >> 20);
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      long most = OWN_BYTES + (heapMegabytes << 20) + 2 * fileBytes + memoryBytes;
      words.addAll(List.of(SHELL.toString(), "-c", LIMITED, Long.toString(most >> 10)));
    }
    words.add(java.toString());
    words.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.io.tmpdir=" + temporary,
            mainClass));
    return words;
  }
}
