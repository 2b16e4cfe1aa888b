package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.OutcomeFeed;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.history.KeptCounts;
import com.nextgen.ml.service.http.GracefulStop;
import com.nextgen.ml.service.http.Readiness;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.ModelStatus;
import com.nextgen.ml.service.inference.ModelTable;
import com.nextgen.ml.service.inference.OnnxRuntime;
import com.nextgen.ml.service.inference.RegistrySync;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.Unwatched;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.metrics.ConceptCollector;
import com.nextgen.ml.service.metrics.ContainerCollector;
import com.nextgen.ml.service.metrics.FeedbackCollector;
import com.nextgen.ml.service.metrics.GpuCollector;
import com.nextgen.ml.service.metrics.HistoryCollector;
import com.nextgen.ml.service.metrics.JvmCollector;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.ModelCollector;
import com.nextgen.ml.service.metrics.RegistryFigures;
import com.nextgen.ml.service.metrics.VersionCollector;
import com.nextgen.ml.service.monitor.CountsHistory;
import com.nextgen.ml.service.monitor.Moment;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.WindowVerdict;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.repeats.RepeatedIds;
import com.nextgen.ml.service.store.Store;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms of the service, wired: from its start to the end of its last request. */
public final class RunningService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);
  private static final long TICK_MILLIS = 250;
  private static final long LABELS_MILLIS = 1_000;
  private static final long GPU_MILLIS = 5_000;
  private static final long HOUSEKEEPING_MILLIS = 60_000;

  private final ServiceSettings settings;
  private final ModelTable models;
  private final Monitor monitor;
  private final InferencePool pool;
  private final @Nullable Store store;
  private final @Nullable Feedback feedback;
  private final @Nullable History history;
  private final @Nullable ConceptWatch concept;
  private final @Nullable OutcomeFeed feed;
  private final Supplier<Moment> clock;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final ScheduledExecutorService schedule;
  private final GpuCollector gpus = new GpuCollector();

  /**
   * Starts a service whose windows follow this machine's clocks.
   *
   * @throws StartException if there is no registry, or the port is not to be had
   */
  public static RunningService start(ServiceSettings settings) throws StartException {
    Supplier<Moment> clock = () -> new Moment(System.nanoTime(), Clock.systemUTC().instant());
    RunningService service = start(settings, clock, VerdictLog::write);
    service.repeat(() -> service.tick(clock.get()), TICK_MILLIS);
    service.repeat(service.inPool(service::takeLabels), LABELS_MILLIS);
    return service;
  }

  /**
   * Starts a service whose windows end only when {@link #tick} says so.
   *
   * @param clock what {@link #tick} will be given, for what happens in between
   * @param onVerdict is told each verdict on a window that ended
   * @throws StartException if there is no registry, or the port is not to be had
   */
  public static RunningService start(
      ServiceSettings settings, Supplier<Moment> clock, Consumer<WindowVerdict> onVerdict)
      throws StartException {
    if (!Files.isDirectory(settings.registry())) {
      throw new StartException(
          "there is no registry directory "
              + settings.registry()
              + "; name one with --registry, or make one with ./ml-service register");
    }
    RunningService service = new RunningService(settings, clock, onVerdict);
    try {
      service.listen();
      return service;
    } catch (RuntimeException e) {
      service.close();
      throw notStarted(settings, e);
    }
  }

  private RunningService(
      ServiceSettings settings, Supplier<Moment> clock, Consumer<WindowVerdict> onVerdict) {
    this.settings = settings;
    this.pool = new InferencePool(settings.threads(), settings.waiting());
    this.clock = clock;
    StoreSettings kept = settings.store();
    this.store = kept == null ? null : Store.start(kept.address());
    this.history =
        store == null || kept == null
            ? null
            : new History(store, UUID.randomUUID().toString(), kept.pace(), System::nanoTime);
    this.monitor =
        new Monitor(
            clock,
            2 * settings.threads(),
            onVerdict,
            history == null ? CountsHistory.NONE : history.counts());
    if (history != null) {
      history.watch(monitor, VerdictLog::write);
    }
    ModelRegistry registry = LocalRegistry.open(settings.registry());
    VersionObservers counting = settings.watched() ? monitor : new Unwatched();
    this.feedback = store == null ? null : feedback(store, counting, clock);
    VersionObservers told = feedback == null ? counting : feedback.versions();
    this.models =
        new ModelTable(
            registry,
            new OnnxRuntime(),
            settings.watched() ? new RepeatedIds(told, System::nanoTime) : told);
    this.concept = store == null ? null : concept(store);
    this.feed = store == null || !isShared(store) ? null : feed(store);
    RegistrySync sync = new RegistrySync(registry, models, Clock.systemUTC());
    sync.start();
    MetricsPage page = new MetricsPage(collectors());
    this.context = context(settings, registry, page);
    this.server = context.getBean(EmbeddedServer.class);
    this.schedule =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "schedule");
              thread.setDaemon(true);
              return thread;
            });
    repeat(sync, settings.poll().toMillis());
    repeat(gpus::sample, GPU_MILLIS);
    if (feedback != null) {
      Runnable housekeeping = inPool(this::housekeeping);
      housekeeping.run();
      repeat(housekeeping, HOUSEKEEPING_MILLIS);
    }
  }

  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  private Feedback feedback(Store store, VersionObservers counting, Supplier<Moment> clock) {
    String key = settings.store() == null ? null : settings.store().subjectKey();
    return new Feedback(
        store,
        counting,
        // Where others label too, all are told of what the store has: see the feed.
        isShared(store) ? List.of() : List.of(monitor),
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        () -> clock.get().wall().toEpochMilli());
  }

  private ConceptWatch concept(Store store) {
    return new ConceptWatch(
        store,
        models::versions,
        () -> history == null || !history.counts().isShared() || history.isJudge(),
        () -> clock.get().wall().toEpochMilli());
  }

  private void housekeeping() {
    if (feedback != null) {
      feedback.housekeeping();
    }
    if (history != null) {
      history.housekeeping(clock.get().wall());
    }
  }

  private static boolean isShared(Store store) {
    return store.address().isShared();
  }

  private OutcomeFeed feed(Store store) {
    return new OutcomeFeed(
        store, monitor, models::versions, () -> clock.get().wall().toEpochMilli());
  }

  /** Work that may wait for a database, and is left out once where the pool is full. */
  private Runnable inPool(Runnable work) {
    return () -> {
      try {
        pool.execute(work);
      } catch (RejectedExecutionException e) {
        LOG.warn("housekeeping waits for its next turn: the service is busy");
      }
    };
  }

  private List<MultiCollector> collectors() {
    List<MultiCollector> collectors =
        new ArrayList<>(
            List.of(
                new VersionCollector(monitor, VersionCollector.BUDGET),
                new ModelCollector(models, this::registryFigures),
                gpus,
                new ContainerCollector(),
                new JvmCollector()));
    if (feedback != null) {
      collectors.add(new FeedbackCollector(feedback));
    }
    if (history != null) {
      collectors.add(new HistoryCollector(history));
    }
    if (concept != null) {
      collectors.add(new ConceptCollector(concept));
    }
    return collectors;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the steps say themselves what goes wrong in them
  private void repeat(Runnable step, long millis) {
    schedule.scheduleWithFixedDelay(step, millis, millis, TimeUnit.MILLISECONDS);
  }

  private ApplicationContext context(
      ServiceSettings settings, ModelRegistry registry, MetricsPage page) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    // One event loop a core: as many counting threads as there are stripes, with the pool's.
    properties.putIfAbsent("micronaut.netty.event-loops.default.num-threads", settings.threads());
    properties.put("micronaut.server.host", settings.host());
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    ApplicationContext built =
        ApplicationContext.builder().properties(properties).banner(false).build();
    built.registerSingleton(ServedModels.class, models);
    built.registerSingleton(ModelTable.class, models);
    built.registerSingleton(ModelRegistry.class, registry);
    built.registerSingleton(Monitor.class, monitor);
    built.registerSingleton(MetricsPage.class, page);
    built.registerSingleton(InferencePool.class, pool);
    if (feedback != null) {
      built.registerSingleton(Feedback.class, feedback);
    }
    if (concept != null) {
      built.registerSingleton(ConceptWatch.class, concept);
    }
    if (history != null) {
      built.registerSingleton(KeptCounts.class, history.kept(monitor, () -> clock.get().wall()));
    }
    return built.start();
  }

  private void listen() {
    server.start();
    context.getBean(Readiness.class).set(true);
    LOG.info("listening on {}", address());
  }

  private RegistryFigures registryFigures() {
    return new RegistryFigures(
        models.statuses().stream()
            .collect(Collectors.toMap(ModelStatus::name, ModelStatus::aliases)),
        models.loadErrors());
  }

  /** Where it can be called. */
  public String address() {
    return "http://" + settings.host() + ":" + server.getPort();
  }

  /** The versions it serves. */
  public ModelTable models() {
    return models;
  }

  /** Moves the windows on. Never throws. */
  public void tick(Moment now) {
    try {
      monitor.tick(now.nanos(), now.wall());
      if (history != null) {
        history.tick(now);
      }
    } catch (RuntimeException e) {
      LOG.error("windows could not be moved on", e);
    }
  }

  /** Takes the labels that the store has committed, and judges what has matured. Never throws. */
  public void takeLabels() {
    try {
      if (feed != null) {
        feed.tick();
      }
      if (history != null) {
        history.judgeMatured(clock.get().wall());
      }
    } catch (RuntimeException e) {
      LOG.error("labels could not be taken", e);
    }
    if (concept != null) {
      concept.tick();
    }
  }

  private static StartException notStarted(ServiceSettings settings, RuntimeException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof java.net.BindException) {
        return new StartException(
            "port "
                + settings.port()
                + " of "
                + settings.host()
                + " cannot be had ("
                + at.getMessage()
                + "); choose another with --port",
            e);
      }
    }
    throw e;
  }

  /** Asks for no more requests, finishes those in flight, then closes the models. */
  @Override
  public void close() {
    if (context.isRunning()) { // a port that was not to be had has ended it already
      GracefulStop.of(server, context.getBean(Readiness.class), settings.stopWithin());
    }
    schedule.shutdownNow();
    pool.close();
    try {
      pool.awaitEnd(settings.stopWithin());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
    models.close();
    if (history != null) {
      history.close(clock.get());
    }
    if (store != null) {
      store.close();
    }
  }
}
