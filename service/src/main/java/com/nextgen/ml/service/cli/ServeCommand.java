package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.app.StoreSettings;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.LoadOptions;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the models of a registry until the process is told to stop. */
@Command(name = "serve", description = "Serves the models of a registry and watches them.")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      defaultValue = "registry",
      description = "the registry's directory (default: ${DEFAULT-VALUE})")
  private Path registry;

  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = "127.0.0.1",
      description = "the address to listen on (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "the port to listen on, 0 for any (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--allowed-hosts",
      paramLabel = "NAME,…",
      defaultValue = "${env:ML_SERVICE_ALLOWED_HOSTS:-}",
      description =
          "the names, beside localhost and addresses, under which the service is called; *.DOMAIN for"
              + " all below a domain (default: those in ML_SERVICE_ALLOWED_HOSTS)")
  private String allowedHosts;

  @Mixin private AccessOptions access;
  @Mixin private TlsOptions tls;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      description =
          "a port for /metrics and /v2/health alone, which answers whatever the models do; 0 for any"
              + " (default: none, they are on the main port)")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--store",
      paramLabel = "JDBC-URL",
      description =
          "where predictions and labels are kept: jdbc:sqlite:FILE, jdbc:postgresql://HOST/DATABASE"
              + " or none (default: a SQLite file beside the registry, DIR.db)")
  private @Nullable String store;

  @Option(
      names = "--write-every",
      paramLabel = "1m",
      defaultValue = "1m",
      description = "how often counts are written to the store (default: ${DEFAULT-VALUE})")
  private String writeEvery;

  @Option(
      names = "--durability",
      paramLabel = "label",
      defaultValue = "label",
      description =
          "what an answer waits for: label (labels and observations are on disk when they are"
              + " answered; predictions a moment later) or prediction (predictions too) (default:"
              + " ${DEFAULT-VALUE})")
  private String durability;

  @Mixin private LoadOptions loading;

  @Option(
      names = "--unwatched",
      hidden = true,
      description = "counts nothing: to measure what monitoring costs")
  private boolean unwatched;

  @Override
  public Integer call() throws StartException {
    RunningService service = RunningService.start(settings());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  stopped.countDown();
                },
                "stop"));
    tell(service);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitStatus.DONE;
  }

  private ServiceSettings settings() {
    try {
      ServiceSettings usual =
          ServiceSettings.of(registry, host, port)
              .with(kept())
              .with(loading.settings(registry))
              .allowing(allowedHosts);
      usual = tls.in(access.settings(host).in(usual));
      if (metricsPort != null) {
        if (metricsPort < 0 || metricsPort > 65_535) {
          throw new IllegalArgumentException("--metrics-port must be 0 to 65535");
        }
        usual = usual.with(RunningService.METRICS_PORT, metricsPort);
      }
      return unwatched ? usual.unwatched() : usual;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private History.Pace pace() {
    try {
      return History.Pace.writing(DurationSpelling.parse(writeEvery));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--write-every: " + e.getMessage(), e);
    }
  }

  private @Nullable StoreSettings kept() {
    History.Pace pace = pace();
    Durability predictions = predictions();
    if ("none".equals(store)) {
      if (predictions == Durability.SYNCED) {
        throw new IllegalArgumentException("--durability prediction needs a --store");
      }
      return null;
    }
    Map<String, String> environment = System.getenv();
    Map<String, String> credentials = new HashMap<>();
    credentials.put("user", environment.get("ML_SERVICE_STORE_USER"));
    credentials.put("password", environment.get("ML_SERVICE_STORE_PASSWORD"));
    credentials.values().removeIf(Objects::isNull);
    StoreAddress address = store == null ? beside(registry) : new StoreAddress(store, credentials);
    return new StoreSettings(address, environment.get("ML_SERVICE_SUBJECT_KEY"), pace, predictions);
  }

  private Durability predictions() {
    return switch (durability) {
      case "label" -> Durability.UNSYNCED;
      case "prediction" -> Durability.SYNCED;
      default -> throw new IllegalArgumentException("--durability is label or prediction");
    };
  }

  /** The store belongs to the registry, wherever the service is started. */
  private static StoreAddress beside(Path registry) {
    Path folder = registry.toAbsolutePath().normalize();
    Path name = folder.getFileName();
    return StoreAddress.file(folder.resolveSibling((name == null ? "ml-service" : name) + ".db"));
  }

  private void tell(RunningService service) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("serving " + registry + " on " + service.address());
    for (ServedVersion version : service.models().versions()) {
      out.println(
          "  "
              + version.id()
              + (version.baseline() == null ? ", not watched for drift: no baseline" : ""));
    }
    service.models().statuses().stream()
        .flatMap(
            model ->
                model.versions().stream()
                    .filter(version -> version.problem() != null)
                    .map(
                        version ->
                            model.name() + "/" + version.version() + " " + version.problem()))
        .forEach(problem -> out.println("  does not load: " + problem));
    out.println("metrics: " + service.metricsAddress() + "/metrics");
  }
}
