package com.nextgen.ml.service.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A volume of a few megabytes, where one can be mounted; else the test is skipped. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one in a folder that is made. */
  public static SmallDisk mount(Path folder, int megabytes) throws IOException {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can mount a small disk");
    Files.createDirectory(folder);
    String size = "size=" + megabytes + "m";
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()) == 0,
        "a small disk cannot be mounted here");
    return new SmallDisk(folder);
  }

  /** Returns where it is. */
  public Path folder() {
    return folder;
  }

  /** Fills it up to a number of bytes that are left. */
  public Path fill(long left) throws IOException {
    Path ballast = folder.resolve("ballast");
    byte[] bytes = new byte[4_096];
    try (var out = Files.newOutputStream(ballast)) {
      while (Files.getFileStore(folder).getUsableSpace() > left) {
        out.write(bytes);
      }
    } catch (IOException e) {
      // Full.
    }
    return ballast;
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes(); // until it ends
    return process.onExit().join().exitValue();
  }
}
