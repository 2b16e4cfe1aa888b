package com.nextgen.ml.service.inference.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of model files by their SHA-256, kept in a directory as far as it can be written:
 *
 * <pre>
 * &lt;sha256>.&lt;runtime>.proven    was opened and run once by this runtime
 * &lt;sha256>.&lt;host>.loading      is being opened on this host, or was when the process died
 * </pre>
 *
 * <p>Several processes may share the directory. Thread-safe.
 */
public final class LoadRecord {
  private static final Logger LOG = LoggerFactory.getLogger(LoadRecord.class);
  private static final String PROVEN = ".proven";
  private static final String LOADING = ".loading";

  /** Of our files; others that lie there are left alone. */
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.[A-Za-z0-9_.-]+");

  private static final OpenOption[] OPTIONS = {
    StandardOpenOption.CREATE,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.WRITE,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final int MAX_FILES = 10_000;
  private static final int MAX_COUNT_BYTES = 16;
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final @Nullable Path directory;
  private final String runtime;
  private final String host;
  private final Set<String> proven = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> deaths = new ConcurrentHashMap<>();
  private volatile boolean written = true;

  private LoadRecord(@Nullable Path directory, String runtime, String host) {
    this.directory = directory;
    this.runtime = plain(runtime);
    this.host = plain(host);
  }

  /** Returns a record that ends with the process. */
  public static LoadRecord inMemory() {
    return new LoadRecord(null, "", "");
  }

  /**
   * Returns the record in a directory, which need not exist yet.
   *
   * @param runtime what was proven holds for this one only
   * @param host whose marks tell of earlier processes in this one's place
   * @param now marks of other hosts that are much older are removed
   */
  public static LoadRecord in(Path directory, String runtime, String host, Instant now) {
    LoadRecord record = new LoadRecord(directory, runtime, host);
    record.readMarks(directory, now);
    return record;
  }

  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private void readMarks(Path directory, Instant now) {
    for (Path file : files(directory, LOADING)) {
      String name = String.valueOf(file.getFileName());
      String own = "." + host + LOADING;
      try {
        if (name.endsWith(own)) {
          deaths.put(name.substring(0, name.length() - own.length()), count(file));
        } else if (modified(file).isBefore(now.minus(FORGOTTEN))) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException e) {
        // Another process has come back from its file since the directory was listed.
      } catch (IOException e) {
        cannot("read", file, e);
      }
    }
  }

  /** Whether it is a file itself: reading a pipe or a device would not end. */
  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * How often the process died over a file: the number in its mark, or else once.
   *
   * @throws NoSuchFileException if the mark is gone
   */
  private static int count(Path mark) throws IOException {
    if (!Files.exists(mark)) {
      throw new NoSuchFileException(mark.toString());
    }
    if (!isFile(mark) || Files.size(mark) > MAX_COUNT_BYTES) {
      return 1;
    }
    try {
      return Math.max(1, Integer.parseInt(Files.readString(mark).strip()));
    } catch (NumberFormatException e) {
      return 1; // the process died while it wrote the mark
    }
  }

  /** Returns whether this runtime has opened the file and run it once. */
  public boolean isProven(String sha256) {
    return proven.contains(sha256)
        || (directory != null && Files.exists(directory.resolve(provenName(sha256))));
  }

  /** Remembers that this runtime has opened the file and run it once. */
  public void prove(String sha256) {
    if (!proven.add(sha256) || directory == null) {
      return;
    }
    write(directory.resolve(provenName(sha256)), "");
    List<Path> all = files(directory, PROVEN);
    if (all.size() > MAX_FILES) {
      all.sort(Comparator.comparing(LoadRecord::modified));
      all.subList(0, all.size() - MAX_FILES).forEach(this::delete);
    }
  }

  /**
   * In how many starts in a row the process died while it opened the file; 0 once it has been
   * opened.
   */
  public int deaths(String sha256) {
    return deaths.getOrDefault(sha256, 0);
  }

  /** Returns where the mark of a file is; null where nothing is kept. */
  public @Nullable Path mark(String sha256) {
    return directory == null ? null : directory.resolve(sha256 + "." + host + LOADING);
  }

  /** Leaves a mark: if the process ends before {@link #opened}, it was over this file. */
  public void opening(String sha256) {
    Path mark = mark(sha256);
    if (mark != null) {
      write(mark, Integer.toString(deaths(sha256) + 1));
    }
  }

  /** Takes the mark away: the runtime has come back from the file, whatever it said. */
  public void opened(String sha256) {
    deaths.remove(sha256);
    Path mark = mark(sha256);
    if (mark != null) {
      delete(mark);
    }
  }

  private String provenName(String sha256) {
    return sha256 + "." + runtime + PROVEN;
  }

  private List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return new ArrayList<>();
    }
    try (Stream<Path> listed = Files.list(directory)) {
      return new ArrayList<>(
          listed
              .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
              .filter(file -> file.toString().endsWith(ending))
              .limit(10L * MAX_FILES)
              .toList());
    } catch (IOException e) {
      cannot("list", directory, e);
      return new ArrayList<>();
    }
  }

  private static Instant modified(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return time.toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // gone meanwhile
    }
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!isFile(file)) {
        Files.deleteIfExists(file); // writing to a pipe would wait for its reader
      }
      Files.writeString(file, text, OPTIONS);
    } catch (IOException e) {
      cannot("write", file, e);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cannot("delete", file, e);
    }
  }

  private void cannot(String what, Path path, IOException e) {
    if (written) {
      written = false;
      LOG.warn(
          "cannot {} {} ({}): which model files were found good is remembered until this process"
              + " ends only; name another directory with --state",
          what,
          path,
          e.toString());
    }
  }
}
