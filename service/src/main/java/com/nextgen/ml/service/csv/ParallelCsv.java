package com.nextgen.ml.service.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole CSV file on several cores: the caller's thread cuts it into {@link Chunk}s and
 * takes what has become of them, in the file's order; other threads split them into fields and
 * those into values.
 *
 * @param <T> what becomes of a chunk
 */
final class ParallelCsv<T> implements Closeable {
  /** Small enough for a core's cache and for a heap of regions of 1 MB. */
  static final int CHUNK = 1 << 17;

  /** The caller's thread keeps up with no more. */
  private static final int MAX_THREADS = 4;

  /** Chunks a thread is given ahead of what is taken. */
  private static final int AHEAD = 3;

  private final List<ChunkParser<T>> parsers = new ArrayList<>();
  private final List<ExecutorService> threads = new ArrayList<>();
  private final Deque<Future<T>> pending = new ArrayDeque<>();
  private final Taker<T> taker;

  /** Makes the sink of one thread. */
  interface Sinks<T> {
    FieldSink<T> sink(List<String> header) throws CsvException;
  }

  /** Takes what became of the chunks, on the caller's thread. */
  interface Taker<T> {
    /**
     * Takes one.
     *
     * @param fraction of the file that has been cut, 0 to 1
     */
    void take(T chunk, double fraction);
  }

  private ParallelCsv(
      int threads, List<String> header, char separator, Sinks<T> sinks, Taker<T> taker)
      throws CsvException {
    this.taker = taker;
    for (int i = 0; i < threads; i++) {
      parsers.add(new ChunkParser<>(header.size(), separator, sinks.sink(header)));
      this.threads.add(Executors.newSingleThreadExecutor(ParallelCsv::thread));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "csv-values");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads all rows.
   *
   * @throws CsvException of the first row that is not as it must be; all before it may have been
   *     taken
   */
  static <T> void read(Path file, CsvFormat format, int chunk, Sinks<T> sinks, Taker<T> taker)
      throws CsvException {
    int threads = Math.max(1, Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    List<String> header;
    char separator;
    try (CsvFile csv = CsvFile.open(file, format)) {
      header = csv.columns();
      separator = csv.separator();
    }
    try (InputStream in = Files.newInputStream(file);
        ParallelCsv<T> reading = new ParallelCsv<>(threads, header, separator, sinks, taker)) {
      reading.read(new RecordChunks(in, separator, chunk), Files.size(file));
    } catch (IOException e) {
      throw new CsvException("the file cannot be read", e);
    }
  }

  private void read(RecordChunks chunks, long size) throws IOException, CsvException {
    long cut = 0;
    int next = 0;
    for (Chunk chunk = next(chunks); chunk != null; chunk = next(chunks)) {
      cut += chunk.length();
      if (pending.size() == AHEAD * threads.size()) {
        taker.take(await(pending.remove()), (double) cut / size);
      }
      ChunkParser<T> parser = parsers.get(next);
      Chunk one = chunk;
      pending.add(threads.get(next).submit(() -> parser.parse(one)));
      next = (next + 1) % threads.size();
    }
    takeAll();
  }

  /** The next chunk; what is wrong in those before it is said first. */
  private @Nullable Chunk next(RecordChunks chunks) throws IOException, CsvException {
    try {
      return chunks.next();
    } catch (CsvException e) {
      takeAll();
      throw e;
    }
  }

  private void takeAll() throws CsvException {
    while (!pending.isEmpty()) {
      taker.take(await(pending.remove()), 1);
    }
  }

  private T await(Future<T> future) throws CsvException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CsvException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }
}
