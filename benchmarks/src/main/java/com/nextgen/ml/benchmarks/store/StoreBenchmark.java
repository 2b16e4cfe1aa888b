package com.nextgen.ml.benchmarks.store;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fills a prediction log, sends labels of its rows to a running service over HTTP, and looks rows
 * up in it.
 */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Labels a second over HTTP, and look-ups in a log of many rows.")
public final class StoreBenchmark implements Callable<Integer> {
  @Option(
      names = "--store",
      paramLabel = "JDBC-URL",
      description = "An empty database; a new SQLite file if absent.")
  private @Nullable String url;

  @Option(
      names = "--rows",
      split = ",",
      defaultValue = "100000,1000000",
      description = "Sizes of the log at which rows are looked up (default ${DEFAULT-VALUE}).")
  private int[] rows = {};

  @Option(
      names = "--labels",
      defaultValue = "600000",
      description = "Labels that are sent (default ${DEFAULT-VALUE}).")
  private int labels;

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description = "Labels a request (default ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--clients",
      defaultValue = "4",
      description = "Requests under way (default ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--registry",
      defaultValue = "benchmarks/models/registry",
      description = "Where the model twenty-features is (default ${DEFAULT-VALUE}).")
  private Path registry = Path.of("");

  /** Runs with the given arguments and ends the process: 0 done, 2 wrong use, 3 failed. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new StoreBenchmark())
            .setExitCodeExceptionMapper(e -> 3)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailure, StartException {
    Path folder = Files.createTempDirectory("ml-service-store");
    Path file = folder.resolve("store.db");
    StoreAddress address = url == null ? StoreAddress.file(file) : new StoreAddress(url, Map.of());
    try {
      FilledLog log = new FilledLog(registry);
      try (Store store = Store.start(address)) {
        FilledLog.await(store);
        for (int size : rows) {
          fillAndLookUp(log, store, size);
        }
      }
      feedback(log, address);
    } finally {
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(folder.resolve("store.db" + end));
      }
      Files.delete(folder);
    }
    return 0;
  }

  private static void fillAndLookUp(FilledLog log, Store store, int size) {
    long from = System.nanoTime();
    int added = log.fill(store, size);
    double seconds = (System.nanoTime() - from) / 1e9;
    LookUps lookUps = LookUps.of(store, log, 20_000);
    System.out.printf(
        Locale.ROOT,
        "%,11d rows (%,d more at %,.0f/s): look-up median %.1f us, 99 %% %.1f us%n",
        size,
        added,
        added / seconds,
        lookUps.medianMicros(),
        lookUps.highMicros());
  }

  private void feedback(FilledLog log, StoreAddress address)
      throws CommandFailure, StartException, InterruptedException {
    ServiceSettings settings =
        ServiceSettings.of(registry, "127.0.0.1", 0).withStore(address, null);
    try (RunningService service = RunningService.start(settings)) {
      LabelClients load = new LabelClients(service.address(), log, batch, clients);
      load.waitUntilStored();
      // The first quarter warms up.
      load.send(load.bodies(0, labels / 4));
      List<byte[]> bodies = load.bodies(labels / 4, labels);
      long from = System.nanoTime();
      int matched = load.send(bodies);
      double seconds = (System.nanoTime() - from) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d labels matched in batches of %,d by %d clients: %,.0f labels/s%n",
          matched,
          batch,
          clients,
          matched / seconds);
    }
  }
}
